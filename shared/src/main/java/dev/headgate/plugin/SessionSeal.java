package dev.headgate.plugin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts sessions so that nobody without the secret can read, change or make one: AES-256 in Galois counter mode, with
/// key and nonce derived from the secret and 32 random octets (HKDF with SHA-256, RFC 5869), so that no two cookies have
/// the same ones. The form is Headgate's own, not Kong's.
enum SessionSeal {
    /// Of the cookie that holds the session.
    SESSION,
    /// Of the lasting cookie; neither is taken for the other.
    REMEMBER;

    /// The form's number, which everything that is sealed begins with.
    private static final byte VERSION = 1;
    private static final int SALT_OCTETS = 32;
    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    /// The value of a cookie: version, random octets, what is encrypted, in base64url.
    String seal(byte[] plain, String secret, RandomGenerator random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, secret, salt).doFinal(plain);
            byte[] sealed = ByteBuffer.allocate(1 + SALT_OCTETS + encrypted.length).put(VERSION).put(salt).put(encrypted)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java's own provider has HKDF with SHA-256 and AES in GCM", e);
        }
    }

    /// What was sealed; empty for anything that was not sealed with this secret and for this kind of cookie.
    Optional<byte[]> open(String value, String secret) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(value);
            if (sealed.length <= 1 + SALT_OCTETS || sealed[0] != VERSION) {
                return Optional.empty();
            }
            byte[] salt = Arrays.copyOfRange(sealed, 1, 1 + SALT_OCTETS);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, secret, salt).doFinal(sealed, 1 + SALT_OCTETS,
                    sealed.length - 1 - SALT_OCTETS));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String secret, byte[] salt) throws GeneralSecurityException {
        String purpose = "headgate session " + VERSION + " " + name();
        byte[] derived = KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract()
                .addIKM(secret.getBytes(StandardCharsets.UTF_8)).addSalt(salt)
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_OCTETS + NONCE_OCTETS));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, 0, KEY_OCTETS, "AES"),
                new GCMParameterSpec(TAG_BITS, derived, KEY_OCTETS, NONCE_OCTETS));
        cipher.updateAAD(new byte[]{VERSION});
        return cipher;
    }
}
