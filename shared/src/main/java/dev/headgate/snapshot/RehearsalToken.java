package dev.headgate.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/// A token that is signed with a key of its own, and the key to verify it with. The private key is forgotten at once.
///
/// @param text the token
/// @param publicKey in PEM form, with `\n` for the ends of lines, as YAML writes it between double quotes
record RehearsalToken(String text, String publicKey) {
    private static final int KEY_BITS = 2048;

    static RehearsalToken make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            String signed = base64Url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                    + base64Url("{\"iss\":\"rehearsal\"}");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            String pem = "-----BEGIN PUBLIC KEY-----\\n"
                    + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
                    + "\\n-----END PUBLIC KEY-----";
            return new RehearsalToken(signed + "." + base64Url(signature.sign()), pem);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no RSA", e);
        }
    }

    private static String base64Url(String text) {
        return base64Url(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
