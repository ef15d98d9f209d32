package dev.headgate.plugin;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes (RFC 2104) by Kong's names.
enum HmacAlgorithm {
    HMAC_SHA1("HmacSHA1"),
    HMAC_SHA256("HmacSHA256"),
    HMAC_SHA384("HmacSHA384"),
    HMAC_SHA512("HmacSHA512");

    private final String javaName;

    HmacAlgorithm(String javaName) {
        this.javaName = javaName;
    }

    /// `hmac-sha1` and so on.
    String kongName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> kongNames() {
        return Arrays.stream(values()).map(HmacAlgorithm::kongName).toList();
    }

    static Optional<HmacAlgorithm> of(String kongName) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.kongName().equals(kongName)).findFirst();
    }

    /// The keyed hash of the data.
    ///
    /// @param secret one octet at least
    byte[] sign(byte[] secret, byte[] data) {
        try {
            Mac mac = Mac.getInstance(javaName);
            mac.init(new SecretKeySpec(secret, javaName));
            return mac.doFinal(data);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Java's own provider has " + javaName + " and takes keys of any length", e);
        }
    }
}
