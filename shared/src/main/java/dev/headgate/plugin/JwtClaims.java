package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.identity.jwt.InvalidTokenException;
import dev.headgate.identity.jwt.Json;
import dev.headgate.identity.jwt.JwtVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the jwt plugin checks of a token's claims once the signature is good (`verify_registered_claims` and
/// `check_maximum_expiration` in kong/plugins/jwt/jwt_parser.lua). Whole seconds, no leeway.
///
/// @param verified which of `exp` and `nbf` are checked
/// @param maximumExpirationSeconds how far ahead `exp` may lie; 0 for any
public record JwtClaims(List<String> verified, double maximumExpirationSeconds) {
    /// The answer's body for a token that is not good any more.
    static final String EXPIRED = "{\"exp\":\"token expired\"}";

    public JwtClaims {
        verified = List.copyOf(verified);
    }

    /// What is wrong, as the JSON object that Kong answers with; empty where nothing is.
    Optional<String> errors(Json.Obj claims, Instant now) {
        List<String> errors = new ArrayList<>();
        for (String name : verified) {
            error(name, claims.member(name).orElse(new Json.Null()), now.getEpochSecond())
                    .ifPresent(error -> errors.add(Answers.quoted(name) + ":" + Answers.quoted(error)));
        }
        if (errors.isEmpty() && isTooFarAhead(claims, now.getEpochSecond())) {
            errors.add("\"exp\":\"exceeds maximum allowed expiration\"");
        }
        return errors.isEmpty() ? Optional.empty() : Optional.of("{" + String.join(",", errors) + "}");
    }

    private static Optional<String> error(String name, Json claim, long nowSeconds) {
        if (!(claim instanceof Json.Num number)) {
            return Optional.of("must be a number");
        }
        if (name.equals("exp")) {
            return number.value() <= nowSeconds ? Optional.of("token expired") : Optional.empty();
        }
        return number.value() > nowSeconds ? Optional.of("token not valid yet") : Optional.empty();
    }

    private boolean isTooFarAhead(Json.Obj claims, long nowSeconds) {
        return maximumExpirationSeconds > 0 && claims.members().get("exp") instanceof Json.Num expiry
                && expiry.value() - nowSeconds > maximumExpirationSeconds;
    }

    /// When the token stops being good, where that is checked at all.
    Optional<Instant> expiry(Json.Obj claims) {
        if (!verified.contains("exp")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JwtVerifier.expiry(claims));
        } catch (InvalidTokenException e) {
            throw new IllegalStateException("claims with this exp have not passed", e);
        }
    }
}
