package dev.headgate.identity.keys;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// What generated API keys look like: `hg_`, 32 random letters and digits, and six that check the rest, 41 characters in
/// all. The beginning lets people and secret scanners recognise a key, the checksum lets them tell it from a text that
/// only looks like one and a mistyped key from a right one, without asking anybody.
///
/// Pure and safe for use by many threads.
public final class KeyFormat {
    private static final String BEGINNING = "hg_";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /// 32 of 62 characters are 190 bits; what [#prefix] shows of them leaves 166.
    private static final int RANDOM_LENGTH = 32;
    /// The largest CRC-32 has six digits to the base of 62.
    private static final int CHECKSUM_LENGTH = 6;
    private static final int SHOWN = 4;

    private KeyFormat() {}

    /// A new key of 190 random bits.
    ///
    /// @param random must be unpredictable
    static String generate(RandomGenerator random) {
        StringBuilder key = new StringBuilder(BEGINNING);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key + checksum(key.toString());
    }

    /// Whether a text is a key that was generated here: it has the form, and its checksum is right.
    public static boolean isGenerated(String text) {
        int checked = BEGINNING.length() + RANDOM_LENGTH;
        return text.length() == checked + CHECKSUM_LENGTH && text.startsWith(BEGINNING)
                && text.substring(checked).equals(checksum(text.substring(0, checked)));
    }

    /// The first characters of a key, by which its owner recognises it: `hg_` and four more. Of a key that was made
    /// elsewhere a quarter at the most, four characters at the most; it may be all that is secret about it.
    static String prefix(String key) {
        return isGenerated(key)
                ? key.substring(0, BEGINNING.length() + SHOWN)
                : key.substring(0, key.offsetByCodePoints(0, Math.min(SHOWN, key.codePointCount(0, key.length()) / 4)));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }
}
