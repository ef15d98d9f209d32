package dev.headgate.identity.jwt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A JSON Web Key Set (RFC 7517 §5), reduced to what may verify signatures.
///
/// @param keys what may
/// @param leftOut what may not, and what is odd about the set: a sentence each, for the operator
public record JwkSet(List<TrustedKey> keys, List<String> leftOut) {
    /// More keys than any issuer rotates through.
    public static final int KEYS_MAX = 100;

    public JwkSet {
        keys = List.copyOf(keys);
        leftOut = List.copyOf(leftOut);
    }

    /// The set of an issuer's endpoint. What cannot be used, or not told apart, is left out, so that one odd key does not
    /// take all others with it: keys for encryption, weak keys, unknown types, all keys that share a `kid`. Secrets are
    /// left out, since what is published is none.
    ///
    /// @throws MalformedJsonException when it is no key set at all
    public static JwkSet published(byte[] document) throws MalformedJsonException {
        List<String> leftOut = new ArrayList<>();
        List<TrustedKey> usable = new ArrayList<>();
        List<Jwk> jwks = jwks(Json.object(document));
        for (Jwk jwk : jwks.subList(0, Math.min(jwks.size(), KEYS_MAX))) {
            if (jwk.hasPrivateHalf()) {
                leftOut.add(name(jwk) + " is published with its private half: the issuer must replace it");
            }
            switch (jwk.content()) {
                case Jwk.Content.Usable _ when jwk.isSecret() ->
                        leftOut.add(name(jwk) + " is left out: it is a secret, and published");
                case Jwk.Content.Usable(TrustedKey key) -> usable.add(key);
                case Jwk.Content.Unusable(String why) -> leftOut.add(name(jwk) + " is left out: " + why);
            }
        }
        if (jwks.size() > KEYS_MAX) {
            leftOut.add((jwks.size() - KEYS_MAX) + " keys are left out: at most " + KEYS_MAX + " are read");
        }
        Map<String, Integer> uses = uses(usable);
        uses.forEach((keyId, count) -> {
            if (count > 1 && !keyId.isEmpty()) {
                leftOut.add("the keys " + keyId + " are left out: they share that kid");
            }
        });
        return new JwkSet(usable.stream().filter(key -> key.keyId().isEmpty() || uses.get(key.keyId()) == 1).toList(),
                leftOut);
    }

    private static List<Jwk> jwks(Json.Obj set) throws MalformedJsonException {
        if (!(set.members().get("keys") instanceof Json.Array(List<Json> items))) {
            throw new MalformedJsonException("no key set: keys is not an array");
        }
        List<Jwk> jwks = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Obj jwk)) {
                throw new MalformedJsonException("no key set: a key is not an object");
            }
            jwks.add(Jwk.read(jwk));
        }
        return jwks;
    }

    private static Map<String, Integer> uses(List<TrustedKey> keys) {
        Map<String, Integer> uses = new HashMap<>();
        keys.forEach(key -> uses.merge(key.keyId(), 1, Integer::sum));
        return uses;
    }

    private static String name(Jwk jwk) {
        return jwk.keyId().isEmpty() ? "a key without kid" : "the key " + jwk.keyId();
    }
}
