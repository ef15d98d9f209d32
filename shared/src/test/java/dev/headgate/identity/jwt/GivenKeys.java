package dev.headgate.identity.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The keys of a test vector, each of which must be sound, unlike those of an issuer's set.
final class GivenKeys {
    private GivenKeys() {}

    /// A vector's keys are not to be trusted.
    static final class UntrustedException extends Exception {
        private static final long serialVersionUID = 1L;

        UntrustedException(String why) {
            super(why);
        }
    }

    /// A key, or a set of keys.
    ///
    /// @throws UntrustedException when a key cannot be used, two share a `kid`, or secrets stand beside public keys
    static List<TrustedKey> read(Json.Obj keyOrSet) throws UntrustedException, MalformedJsonException {
        List<Jwk> jwks = new ArrayList<>();
        if (keyOrSet.members().get("keys") instanceof Json.Array(List<Json> items)) {
            for (Json item : items) {
                jwks.add(Jwk.read((Json.Obj) item));
            }
        } else {
            jwks.add(Jwk.read(keyOrSet));
        }
        List<TrustedKey> keys = new ArrayList<>();
        for (Jwk jwk : jwks) {
            switch (jwk.content()) {
                case Jwk.Content.Usable(TrustedKey key) -> keys.add(key);
                case Jwk.Content.Unusable(String why) -> throw new UntrustedException(jwk.keyId() + ": " + why);
            }
        }
        if (jwks.stream().map(Jwk::isSecret).distinct().count() > 1) {
            throw new UntrustedException("the set mixes secrets and public keys");
        }
        List<String> keyIds = keys.stream().map(TrustedKey::keyId).filter(keyId -> !keyId.isEmpty()).toList();
        if (keyIds.stream().collect(Collectors.toSet()).size() < keyIds.size()) {
            throw new UntrustedException("several keys have the same kid");
        }
        return List.copyOf(keys);
    }
}
