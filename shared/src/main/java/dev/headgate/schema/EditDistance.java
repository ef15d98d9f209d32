package dev.headgate.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Counts the single-character edits between two words, a swap of neighbours being one (optimal string alignment), to
/// guess what a misspelled word was to be.
public final class EditDistance {
    private EditDistance() {}

    /// The word that a misspelled one most probably stands for: the closest one, where no more than a quarter of its
    /// characters, and at least one, would have to change.
    public static Optional<String> closest(String misspelled, Collection<String> words) {
        return words.stream().filter(word -> isClose(misspelled, word))
                .min(Comparator.comparingInt(word -> between(misspelled, word)));
    }

    private static boolean isClose(String misspelled, String word) {
        int editsMax = word.length() < 3 ? 0 : Math.max(1, word.length() / 4);
        return Math.abs(misspelled.length() - word.length()) <= editsMax && between(misspelled, word) <= editsMax;
    }

    private static int between(String one, String other) {
        int[] beforePrevious = new int[other.length() + 1];
        int[] previous = new int[other.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substituted = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
                boolean isSwapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (isSwapped) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[other.length()];
    }
}
