package dev.headgate.plugin;

import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.jwt.ClaimPath;
import dev.headgate.identity.jwt.Json;
import dev.headgate.model.Consumer;
import java.util.List;
import java.util.Optional;

/// Which consumer a token stands for.
///
/// @param claims name it, the first that is there; none where tokens stand for no consumer
/// @param by what the claim's value is compared with, in order
/// @param isOptional whether a token that stands for nobody is good all the same
public record ConsumerClaim(List<ClaimPath> claims, List<By> by, boolean isOptional) {
    /// What a consumer is known by.
    public enum By {
        ID, USERNAME, CUSTOM_ID;

        Optional<Consumer> find(String value, CredentialStore store) {
            return switch (this) {
                case ID -> store.consumerById(value);
                case USERNAME -> store.consumerByUsername(value);
                case CUSTOM_ID -> store.consumerByCustomId(value);
            };
        }
    }

    public ConsumerClaim {
        claims = List.copyOf(claims);
        by = List.copyOf(by);
    }

    /// The consumer of a token.
    Optional<Consumer> find(Json.Obj token, CredentialStore store) {
        return claims.stream().flatMap(path -> path.textIn(token).stream()).findFirst()
                .flatMap(value -> by.stream().flatMap(each -> each.find(value, store).stream()).findFirst());
    }

    /// Whether a token may go on although it stands for nobody.
    boolean mayBeAbsent() {
        return claims.isEmpty() || isOptional;
    }
}
