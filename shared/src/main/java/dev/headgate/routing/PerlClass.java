package dev.headgate.routing;

import java.util.Locale;

/// The classes `\d`, `\s` and `\w`. In Rust's regexes, which Kong's router uses, they are Unicode's (UTS #18, annex C);
/// in RE2 they are ASCII's, and `\s` lacks the vertical tab. So each is written out, once for texts that are ASCII and
/// once for all others.
enum PerlClass {
    DIGIT('d', "0-9"), SPACE('s', "\\t-\\r "), WORD('w', "0-9A-Za-z_");

    private final char letter;
    private final String ascii;

    PerlClass(char letter, String ascii) {
        this.letter = letter;
        this.ascii = ascii;
    }

    /// Whether `\` and this letter are one of the classes or its complement.
    static boolean isOne(char letter) {
        return "dDsSwW".indexOf(letter) >= 0;
    }

    static PerlClass of(char letter) {
        for (PerlClass perlClass : values()) {
            if (perlClass.letter == Character.toLowerCase(letter)) {
                return perlClass;
            }
        }
        throw new IllegalArgumentException("no class of characters: \\" + letter);
    }

    /// The inside of a bracket expression that says the same for ASCII texts.
    String ascii(boolean negated) {
        if (!negated) {
            return ascii;
        }
        return switch (this) {
            case DIGIT -> "\\x00-/:-\\x{10FFFF}";
            case SPACE -> "\\x00-\\x08\\x0E-\\x1F!-\\x{10FFFF}";
            case WORD -> "\\x00-/:-@\\[-\\^`\\{-\\x{10FFFF}";
        };
    }

    /// The inside of a bracket expression that says the same for all texts.
    String unicode(boolean negated) {
        return switch (this) {
            case DIGIT -> negated ? "\\P{Nd}" : "\\p{Nd}";
            case SPACE -> negated ? Ranges.NOT_SPACE : Ranges.SPACE;
            case WORD -> negated ? Ranges.NOT_WORD : Ranges.WORD;
        };
    }

    CharSet set(boolean negated) {
        CharSet set = switch (this) {
            case DIGIT -> CharSet.EMPTY.plusRange('0', '9');
            case SPACE -> CharSet.EMPTY.plusRange('\t', '\r').plus(' ');
            case WORD -> CharSet.EMPTY.plusRange('0', '9').plusRange('A', 'Z').plusRange('a', 'z').plus('_');
        };
        CharSet whole = new CharSet(set.low(), set.high(), CharSet.Others.UNKNOWN);
        return negated ? whole.complement() : whole;
    }

    /// Long texts that hardly any configuration needs: made when the first one does.
    private static final class Ranges {
        static final String SPACE = ranges(Ranges::isSpace, false);
        static final String NOT_SPACE = ranges(Ranges::isSpace, true);
        static final String WORD = ranges(Ranges::isWord, false);
        static final String NOT_WORD = ranges(Ranges::isWord, true);

        private static boolean isSpace(int c) {
            return c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
        }

        private static boolean isWord(int c) {
            return Character.isAlphabetic(c) || c == 0x200C || c == 0x200D || switch (Character.getType(c)) {
                case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK,
                        Character.DECIMAL_DIGIT_NUMBER, Character.CONNECTOR_PUNCTUATION -> true;
                default -> false;
            };
        }

        private static String ranges(java.util.function.IntPredicate predicate, boolean negated) {
            StringBuilder text = new StringBuilder();
            int first = -1;
            for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
                boolean in = c <= Character.MAX_CODE_POINT && predicate.test(c) != negated;
                if (in && first < 0) {
                    first = c;
                } else if (!in && first >= 0) {
                    text.append(String.format(Locale.ROOT, "\\x{%X}-\\x{%X}", first, c - 1));
                    first = -1;
                }
            }
            return text.toString();
        }
    }
}
