package dev.headgate.routing;

import java.util.List;

/// Reads a class of characters in brackets, such as `[^#?/]`.
final class RegexBrackets {
    private static final List<String> OPERATORS = List.of("&&", "--", "~~");

    private final RegexCursor cursor;
    private CharSet set = CharSet.EMPTY;
    private boolean hasProperty;

    private RegexBrackets(RegexCursor cursor) {
        this.cursor = cursor;
    }

    /// What a class in brackets stands for.
    ///
    /// @param exact whether the set is just that, and not every character there is since only RE2 knows
    record Brackets(CharSet set, boolean exact) {}

    static Brackets read(RegexCursor cursor) throws RegexSyntaxException {
        return new RegexBrackets(cursor).read();
    }

    private Brackets read() throws RegexSyntaxException {
        cursor.copy(1);
        boolean negated = cursor.isAt("^");
        if (negated) {
            cursor.copy(1);
        }
        // A "]" right at the beginning is one of the characters.
        boolean first = true;
        while (!cursor.atEnd() && (first || !cursor.isAt("]"))) {
            set = set.plus(member());
            first = false;
        }
        if (cursor.atEnd()) {
            throw new RegexSyntaxException("a \"[\" is not closed");
        }
        cursor.copy(1);
        if (hasProperty) {
            return new Brackets(CharSet.EMPTY.complement(), false);
        }
        return new Brackets(negated ? set.complement() : set, true);
    }

    private CharSet member() throws RegexSyntaxException {
        for (String operator : OPERATORS) {
            if (cursor.isAt(operator)) {
                throw new RegexSyntaxException(operator + " between classes of characters is not supported; "
                        + "write the class out, or put a \\ before each sign");
            }
        }
        if (cursor.isAt("[")) {
            return posix();
        }
        if (cursor.isAt("\\") && PerlClass.isOne(cursor.peek(1))) {
            PerlClass perl = PerlClass.of(cursor.peek(1));
            boolean negated = Character.isUpperCase(cursor.peek(1));
            cursor.skip(2);
            cursor.write(perl.ascii(negated), perl.unicode(negated));
            return perl.set(negated);
        }
        if (cursor.isAt("\\p") || cursor.isAt("\\P")) {
            RegexEscapes.property(cursor);
            hasProperty = true;
            return CharSet.EMPTY;
        }
        return range();
    }

    private CharSet range() throws RegexSyntaxException {
        int start = bound();
        boolean single = !cursor.isAt("-") || cursor.isAt("-]") || cursor.isAt("--") || cursor.peek(1) == 0;
        if (single) {
            cursor.write(RegexCursor.quoted(start));
            return CharSet.EMPTY.plus(start);
        }
        cursor.skip(1);
        if (cursor.isAt("[")) {
            throw nested();
        }
        int end = bound();
        String written = RegexCursor.quoted(start) + "-" + RegexCursor.quoted(end);
        if (end < start) {
            throw new RegexSyntaxException("a range of characters ends before it begins: " + written);
        }
        cursor.write(written);
        return CharSet.EMPTY.plusRange(start, end);
    }

    /// One end of a range of characters, or a character by itself.
    private int bound() throws RegexSyntaxException {
        if (!cursor.isAt("\\")) {
            return cursor.next();
        }
        if (PerlClass.isOne(cursor.peek(1)) || "pP".indexOf(cursor.peek(1)) >= 0) {
            throw new RegexSyntaxException("a class of characters cannot end a range");
        }
        return RegexEscapes.character(cursor);
    }

    /// `[:alpha:]` and the like, which mean ASCII in Rust and in RE2.
    private CharSet posix() throws RegexSyntaxException {
        int close = cursor.distance(":]", 2);
        String inside = close < 0 ? "" : cursor.between(2, close);
        if (!cursor.isAt("[:") || !inside.matches("\\^?[a-z]+")) {
            throw nested();
        }
        boolean negated = inside.startsWith("^");
        String name = negated ? inside.substring(1) : inside;
        CharSet named = switch (name) {
            case "alnum" -> CharSet.EMPTY.plusRange('0', '9').plusRange('A', 'Z').plusRange('a', 'z');
            case "alpha" -> CharSet.EMPTY.plusRange('A', 'Z').plusRange('a', 'z');
            case "ascii" -> CharSet.EMPTY.plusRange(0, 0x7F);
            case "blank" -> CharSet.EMPTY.plus('\t').plus(' ');
            case "cntrl" -> CharSet.EMPTY.plusRange(0, 0x1F).plus(0x7F);
            case "digit" -> CharSet.EMPTY.plusRange('0', '9');
            case "graph" -> CharSet.EMPTY.plusRange('!', '~');
            case "lower" -> CharSet.EMPTY.plusRange('a', 'z');
            case "print" -> CharSet.EMPTY.plusRange(' ', '~');
            case "punct" -> CharSet.EMPTY.plusRange('!', '/').plusRange(':', '@').plusRange('[', '`')
                    .plusRange('{', '~');
            case "space" -> CharSet.EMPTY.plusRange('\t', '\r').plus(' ');
            case "upper" -> CharSet.EMPTY.plusRange('A', 'Z');
            case "word" -> CharSet.EMPTY.plusRange('0', '9').plusRange('A', 'Z').plusRange('a', 'z').plus('_');
            case "xdigit" -> CharSet.EMPTY.plusRange('0', '9').plusRange('A', 'F').plusRange('a', 'f');
            default -> throw new RegexSyntaxException("[:" + name + ":] is not a known class of characters");
        };
        cursor.copy(close + 2);
        return negated ? named.complement() : named;
    }

    private static RegexSyntaxException nested() {
        return new RegexSyntaxException(
                "a class of characters within a class is not supported; write \\[ for the character");
    }
}
