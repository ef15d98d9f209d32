package dev.headgate.local.assembly.http;

import dev.headgate.identity.oidc.DocumentFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An issuer with one RSA key, `key-1`, and its documents.
final class TestIssuer implements DocumentFetcher {
    static final String ISSUER = "https://issuer.example";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /// Made once: a key takes its time.
    private static final KeyPair KEYS = keys();

    /// What was fetched.
    final List<String> fetched = new ArrayList<>();
    boolean isDown;

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A token with this header and these claims, signed.
    static String token(String header, String claims) {
        String signed = encoded(header) + "." + encoded(claims);
        try {
            Signature signer = Signature.getInstance(header.contains("RS512") ? "SHA512withRSA" : "SHA256withRSA");
            signer.initSign(KEYS.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] fetch(URI address) throws IOException {
        fetched.add(address.toString());
        if (isDown) {
            throw new IOException("down");
        }
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        String document = address.getPath().endsWith("openid-configuration")
                ? "{\"jwks_uri\": \"https://issuer.example/keys\"}"
                : "{\"keys\": [{\"kty\": \"EC\", \"kid\": \"ec\"}, {\"kty\": \"RSA\", \"kid\": \"key-1\", \"use\": \"sig\","
                        + " \"n\": \"" + BASE64.encodeToString(key.getModulus().toByteArray()) + "\", \"e\": \""
                        + BASE64.encodeToString(key.getPublicExponent().toByteArray()) + "\"}]}";
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
