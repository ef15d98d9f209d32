package dev.headgate.identity.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeyTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RSA     | 2048      | PRIVATE KEY
            RSA     | 2048      | RSA PRIVATE KEY
            EC      | secp256r1 | PRIVATE KEY
            EC      | secp256r1 | EC PRIVATE KEY
            Ed25519 | -         | PRIVATE KEY
            """)
    void a_key_is_read_in_each_form(String algorithm, String parameter, String label) throws Exception {
        KeyPair pair = pair(algorithm, parameter);
        byte[] der = switch (label) {
            // Behind a head of 26 bytes stands the older form.
            case "RSA PRIVATE KEY" -> Arrays.copyOfRange(pair.getPrivate().getEncoded(), 26,
                    pair.getPrivate().getEncoded().length);
            case "EC PRIVATE KEY" -> older((ECPrivateKey) pair.getPrivate());
            default -> pair.getPrivate().getEncoded();
        };
        String text = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                + pem(label, der);
        assertThat(PrivateKeyText.read(text)).hasValueSatisfying(key -> {
            assertThat(PrivateKeyText.match(key, pair.getPublic())).isTrue();
            assertThat(PrivateKeyText.match(key, pair("EC", "secp384r1").getPublic())).isFalse();
        });
    }

    @Test
    void a_key_of_the_same_kind_need_not_match() {
        assertThat(PrivateKeyText.match(pair("EC", "secp256r1").getPrivate(), pair("EC", "secp256r1").getPublic()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            hunter2
            -----BEGIN PRIVATE KEY-----eA==-----END PRIVATE KEY-----
            -----BEGIN RSA PRIVATE KEY-----eA==-----END RSA PRIVATE KEY-----
            -----BEGIN EC PRIVATE KEY-----MIT/////-----END EC PRIVATE KEY-----
            -----BEGIN EC PRIVATE KEY-----MAA=-----END EC PRIVATE KEY-----
            -----BEGIN EC PRIVATE KEY----------END EC PRIVATE KEY-----
            -----BEGIN ENCRYPTED PRIVATE KEY-----eA==-----END ENCRYPTED PRIVATE KEY-----
            -----BEGIN PRIVATE KEY-----eA==-----END RSA PRIVATE KEY-----
            """)
    void anything_else_is_no_key(String text) {
        assertThat(PrivateKeyText.read(text)).isEmpty();
    }

    private static KeyPair pair(String algorithm, String parameter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            switch (algorithm) {
                case "RSA" -> generator.initialize(Integer.parseInt(parameter));
                case "EC" -> generator.initialize(new ECGenParameterSpec(parameter));
                default -> assertThat(parameter).isEqualTo("-");
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// RFC 5915 §3, for P-256.
    private static byte[] older(ECPrivateKey key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(HexFormat.of().parseHex("0201010420"));
        byte[] secret = key.getS().add(BigInteger.ONE.shiftLeft(256)).toByteArray();
        content.write(secret, secret.length - 32, 32);
        content.writeBytes(HexFormat.of().parseHex("a00a06082a8648ce3d030107"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(0x30);
        all.write(content.size());
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
