package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The RSA keys of an issuer, by key id. Keys of other kinds, for encryption, or without an id verify nothing here.
///
/// @param byId under `kid`
record RsaKeys(Map<String, PublicKey> byId) {
    static final RsaKeys NONE = new RsaKeys(Map.of());

    RsaKeys {
        byId = Map.copyOf(byId);
    }

    /// The keys of a JSON Web Key Set (RFC 7517 §5); none where it is not one.
    static RsaKeys of(byte[] keySet) {
        Map<String, PublicKey> keys = new HashMap<>();
        JsonValue.parseObject(Body.of(keySet)).ifPresent(set -> set.objects("keys").forEach(key -> {
            String id = key.text("kid").orElse("");
            boolean signs = key.text("use").map("sig"::equals).orElse(true);
            if (key.text("kty").orElse("").equals("RSA") && signs && !id.isEmpty()) {
                key(key).ifPresent(found -> keys.put(id, found));
            }
        }));
        return new RsaKeys(keys);
    }

    private static Optional<PublicKey> key(JsonValue.Members key) {
        try {
            return Optional.of(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static BigInteger number(JsonValue.Members key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.text(member).orElse("")));
    }
}
