package dev.headgate.dynamodbemulator.expression;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// The words that cannot be attribute names in an expression unless through a `#name`. The list in the resource file is
/// that of the DynamoDB developer guide, "Reserved words in DynamoDB".
final class ReservedWords {
    private static final Set<String> WORDS = load();

    private ReservedWords() {}

    private static Set<String> load() {
        try (InputStream list = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
            return Set.of(new String(list.readAllBytes(), StandardCharsets.US_ASCII).trim().split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("reserved-words.txt of this module", e);
        }
    }

    static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
