package dev.headgate.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads an expression in the syntax of Rust's `regex` crate, which Kong's router uses, and writes it in RE2's. What
/// RE2 would read in another sense, or would not read at all, is refused by name, since a route that silently matches
/// something else is worse than one that does not load. Along the way it takes down the pieces that the index can use.
///
/// A recursive descent over alternatives, sequences, repetitions and atoms; good for one expression.
final class RegexParser {
    /// Rust's default limit.
    private static final int DEPTH_MAX = 250;
    /// RE2's limit.
    private static final int REPEAT_MAX = 1000;
    /// How long an expression may be with its counts written out. Rust's limit is one of memory, 10 MB.
    private static final int SIZE_MAX = 10_000;

    private final String source;
    private final StringBuilder ascii = new StringBuilder();
    private final StringBuilder unicode = new StringBuilder();
    private final StringBuilder sample = new StringBuilder();
    private final List<String> groupNames = new ArrayList<>();
    private int at;
    private int depth;
    private long size;
    private boolean exact = true;

    private RegexParser(String source) {
        this.source = source;
    }

    /// An expression in RE2's syntax.
    ///
    /// @param ascii for texts that are ASCII throughout
    /// @param unicode for all other texts; equal to `ascii` where that makes no difference
    /// @param pieces what it is made of, in order; one opaque piece where it has alternatives at its top
    /// @param exact whether the pieces say all there is to say
    /// @param groupNames one for each capturing group; empty text for one without name
    /// @param sample a text that the expression probably matches
    record Parsed(String ascii, String unicode, List<RegexPiece> pieces, boolean exact, List<String> groupNames,
            String sample) {}

    static Parsed parse(String source) throws RegexSyntaxException {
        RegexParser parser = new RegexParser(source);
        List<RegexPiece> pieces = parser.alternatives();
        if (parser.at < source.length()) {
            throw new RegexSyntaxException("a \")\" closes nothing");
        }
        return new Parsed(parser.ascii.toString(), parser.unicode.toString(), pieces, parser.exact,
                parser.groupNames, parser.sample.toString());
    }

    private List<RegexPiece> alternatives() throws RegexSyntaxException {
        if (++depth > DEPTH_MAX) {
            throw new RegexSyntaxException("groups nest deeper than " + DEPTH_MAX);
        }
        List<RegexPiece> pieces = sequence();
        while (at < source.length() && source.charAt(at) == '|') {
            copy(1);
            exact = false;
            int first = sample.length();
            List<RegexPiece> other = sequence();
            sample.setLength(first);
            // At the top only the first alternative is anchored: Kong puts one ^ before the whole expression.
            pieces = List.of(new RegexPiece.Opaque(depth == 1 || crossesSlash(pieces) || crossesSlash(other)));
        }
        depth--;
        return pieces;
    }

    private List<RegexPiece> sequence() throws RegexSyntaxException {
        List<RegexPiece> pieces = new ArrayList<>();
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            long sizeBefore = size++;
            int sampleBefore = sample.length();
            RegexPiece atom = atom();
            RegexPiece piece = repeated(atom, size - sizeBefore, sampleBefore);
            RegexPiece last = pieces.isEmpty() ? null : pieces.getLast();
            if (last instanceof RegexPiece.Text(var before) && piece instanceof RegexPiece.Text(var after)) {
                pieces.set(pieces.size() - 1, new RegexPiece.Text(before + after));
            } else {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private RegexPiece repeated(RegexPiece atom, long atomSize, int sampleStart) throws RegexSyntaxException {
        if (at >= source.length()) {
            return single(atom);
        }
        char sign = source.charAt(at);
        switch (sign) {
            case '+' -> copy(1);
            case '*', '?' -> {
                copy(1);
                sample.setLength(sampleStart);
            }
            case '{' -> count(atomSize, sampleStart);
            default -> {
                return single(atom);
            }
        }
        boolean greedy = at >= source.length() || source.charAt(at) != '?';
        if (!greedy) {
            copy(1);
        }
        if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
            throw new RegexSyntaxException(
                    "\"" + source.charAt(at) + "\" repeats a repetition; put brackets around it: "
                            + "(?:…)" + source.charAt(at));
        }
        if (greedy && (sign == '*' || sign == '+') && atom instanceof RegexPiece.Run(var set, var _, var group)
                && group == 0) {
            return new RegexPiece.Run(set, sign == '*', 0);
        }
        exact = false;
        return new RegexPiece.Opaque(crossesSlash(List.of(atom)));
    }

    /// A class of characters stands for one of them unless it is repeated.
    private RegexPiece single(RegexPiece atom) {
        if (atom instanceof RegexPiece.Run(var set, var _, var group) && group == 0) {
            exact = false;
            return new RegexPiece.Opaque(!set.excludes('/'));
        }
        return atom;
    }

    private void count(long atomSize, int sampleStart) throws RegexSyntaxException {
        int close = source.indexOf('}', at);
        String inside = close < 0 ? "" : source.substring(at + 1, close);
        if (!inside.matches("[0-9]{1,9}(,([0-9]{1,9})?)?")) {
            throw new RegexSyntaxException("\"{\" begins a count such as {2} or {2,5}; write \\{ for the character");
        }
        int times = 0;
        for (String number : inside.split(",")) {
            times = Math.max(times, Integer.parseInt(number));
        }
        if (times > REPEAT_MAX) {
            throw new RegexSyntaxException("{" + inside + "} repeats more than " + REPEAT_MAX + " times");
        }
        size += atomSize * times;
        if (size > SIZE_MAX) {
            throw new RegexSyntaxException(
                    "its repetitions written out are longer than " + SIZE_MAX + " characters");
        }
        String once = sample.substring(sampleStart);
        sample.setLength(sampleStart);
        sample.append(once.repeat(Integer.parseInt(inside.split(",")[0])));
        copy(close + 1 - at);
    }

    private RegexPiece atom() throws RegexSyntaxException {
        char c = source.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> bracket();
            case '\\' -> escape();
            case '.' -> {
                copy(1);
                yield oneOf(CharSet.NOT_NEWLINE);
            }
            case '$' -> {
                copy(1);
                yield new RegexPiece.End();
            }
            case '^' -> {
                copy(1);
                yield zeroWidth();
            }
            case '*', '+', '?' -> throw new RegexSyntaxException("\"" + c + "\" has nothing before it to repeat");
            case '{' -> throw new RegexSyntaxException(
                    "\"{\" begins a count and has nothing before it to repeat; write \\{ for the character");
            default -> {
                int codePoint = source.codePointAt(at);
                copy(Character.charCount(codePoint));
                yield text(codePoint);
            }
        };
    }

    private RegexPiece group() throws RegexSyntaxException {
        int number = 0;
        boolean flagged = false;
        if (source.startsWith("(?", at)) {
            int name = nameStart();
            if (name > 0) {
                name(name);
                number = groupNames.size();
            } else {
                int end = flagsEnd();
                flagged = end > at + 2;
                copy(end + 1 - at);
                if (source.charAt(end) == ')') {
                    return flagsFromHere();
                }
            }
        } else {
            copy(1);
            groupNames.add("");
            number = groupNames.size();
        }
        List<RegexPiece> inside = alternatives();
        if (at >= source.length()) {
            throw new RegexSyntaxException("a \"(\" is not closed");
        }
        copy(1);
        if (!flagged && inside.size() == 1 && inside.getFirst() instanceof RegexPiece.Run(var set, var optional, var in)
                && in == 0 && number > 0) {
            return new RegexPiece.Run(set, optional, number);
        }
        exact = false;
        if (!flagged && inside.size() == 1 && inside.getFirst() instanceof RegexPiece.Text text) {
            return text;
        }
        return new RegexPiece.Opaque(crossesSlash(inside));
    }

    /// Where the name of `(?<name>…)` or `(?P<name>…)` begins; 0 when this group has none.
    private int nameStart() throws RegexSyntaxException {
        int angle = source.startsWith("(?<", at) ? at + 2 : source.startsWith("(?P<", at) ? at + 3 : 0;
        if (angle == 0) {
            return 0;
        }
        if (source.startsWith("=", angle + 1) || source.startsWith("!", angle + 1)) {
            throw new RegexSyntaxException(
                    "look-behind, (?<=…) or (?<!…), cannot run in linear time; Kong 3 refuses it too");
        }
        return angle + 1;
    }

    private void name(int start) throws RegexSyntaxException {
        int end = source.indexOf('>', start);
        String name = end < 0 ? "" : source.substring(start, end);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new RegexSyntaxException("a group's name has letters, digits and _ only, and no digit first");
        }
        if (groupNames.contains(name)) {
            throw new RegexSyntaxException("two groups are named \"" + name + "\"");
        }
        groupNames.add(name);
        write("(?P<" + name + ">");
        at = end + 1;
    }

    /// The place of the `:` or `)` that ends flags such as `(?i:` or `(?s)`.
    private int flagsEnd() throws RegexSyntaxException {
        int end = at + 2;
        while (end < source.length() && "imsU-".indexOf(source.charAt(end)) >= 0) {
            end++;
        }
        char stop = end < source.length() ? source.charAt(end) : ')';
        if (stop == ':' || stop == ')' && end > at + 2) {
            return end;
        }
        throw new RegexSyntaxException(switch (stop) {
            case '=', '!' -> "look-ahead, (?=…) or (?!…), cannot run in linear time; Kong 3 refuses it too";
            case '>' -> "an atomic group, (?>…), cannot run in linear time; Kong 3 refuses it too";
            case 'P' -> "(?P begins a named group, (?P<name>…), and nothing else";
            case 'x' -> "the flag x (blanks and comments in expressions) is not supported; leave the blanks out";
            case 'u' -> "the flag u (Unicode) is not supported; it is always on";
            case 'R' -> "the flag R (CRLF) is not supported; a path has no line ends";
            case '(' -> "a conditional, (?(…)…), cannot run in linear time; Kong 3 refuses it too";
            case '#' -> "a comment, (?#…), is not supported; Kong 3 refuses it too";
            default -> "(?" + (end < source.length() ? stop : "") + " begins no kind of group";
        });
    }

    /// Flags that hold from here to the end of the group: nothing after them means what it says.
    private RegexPiece flagsFromHere() throws RegexSyntaxException {
        exact = false;
        sequence();
        return new RegexPiece.Opaque(true);
    }

    private RegexPiece escape() throws RegexSyntaxException {
        if (at + 1 >= source.length()) {
            throw new RegexSyntaxException("a \"\\\" stands last");
        }
        char c = source.charAt(at + 1);
        if (PerlClass.isOne(c)) {
            PerlClass perl = PerlClass.of(c);
            boolean negated = Character.isUpperCase(c);
            at += 2;
            ascii.append('[').append(perl.ascii(negated)).append(']');
            unicode.append('[').append(perl.unicode(negated)).append(']');
            return oneOf(perl.set(negated));
        }
        switch (c) {
            case 'p', 'P' -> {
                property();
                exact = false;
                sample.append('x');
                return new RegexPiece.Opaque(true);
            }
            case 'b', 'B' -> {
                if (source.startsWith("{", at + 2)) {
                    throw new RegexSyntaxException("\\b{…} is not supported; write \\b");
                }
                copy(2);
                return zeroWidth();
            }
            case 'A' -> {
                copy(2);
                return zeroWidth();
            }
            case 'z' -> {
                copy(2);
                return new RegexPiece.End();
            }
            case '<', '>' -> throw new RegexSyntaxException("\\" + c + " is not supported; write \\b, or " + c
                    + " for the character");
            default -> {
                int codePoint = character();
                write(quoted(codePoint));
                return text(codePoint);
            }
        }
    }

    private RegexPiece zeroWidth() {
        exact = false;
        return new RegexPiece.Opaque(false);
    }

    /// `\pL`, `\p{Greek}` and their complements, which RE2 judges.
    private void property() throws RegexSyntaxException {
        if (source.startsWith("{", at + 2)) {
            int close = source.indexOf('}', at);
            if (close < 0) {
                throw new RegexSyntaxException("a \"{\" is not closed");
            }
            copy(close + 1 - at);
        } else if (at + 2 < source.length()) {
            copy(3);
        } else {
            throw new RegexSyntaxException("\\p names no property");
        }
    }

    /// The character that an escape other than a class stands for; reads past it.
    private int character() throws RegexSyntaxException {
        char c = source.charAt(at + 1);
        int simple = switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'v' -> 0x0B;
            default -> -1;
        };
        if (simple >= 0) {
            at += 2;
            return simple;
        }
        if (c == 'x' || c == 'u' || c == 'U') {
            return hexadecimal(c == 'x' ? 2 : c == 'u' ? 4 : 8);
        }
        if (c >= '0' && c <= '9' || c == 'k') {
            throw new RegexSyntaxException(
                    "\\" + c + " is a reference to a group, which cannot run in linear time; Kong 3 refuses it too");
        }
        if (c == 'Q' || c == 'E') {
            throw new RegexSyntaxException("\\Q…\\E is not supported; put a \\ before each sign");
        }
        if (c >= 128 || Character.isLetter(c)) {
            throw new RegexSyntaxException("\\" + c + " is not a known escape");
        }
        at += 2;
        return c;
    }

    private int hexadecimal(int digits) throws RegexSyntaxException {
        int start = at + 2;
        int end = start + digits;
        int next = end;
        if (source.startsWith("{", start)) {
            start++;
            end = source.indexOf('}', start);
            next = end + 1;
        }
        if (end < start || end > source.length() || !source.substring(start, end).matches("[0-9A-Fa-f]{1,8}")) {
            throw new RegexSyntaxException("\\" + source.charAt(at + 1) + " wants hexadecimal digits");
        }
        long value = Long.parseLong(source.substring(start, end), 16);
        if (value > Character.MAX_CODE_POINT || value >= 0xD800 && value <= 0xDFFF) {
            throw new RegexSyntaxException(String.format(Locale.ROOT, "U+%04X is not a character", value));
        }
        at = next;
        return (int) value;
    }

    private RegexPiece bracket() throws RegexSyntaxException {
        copy(1);
        boolean negated = at < source.length() && source.charAt(at) == '^';
        if (negated) {
            copy(1);
        }
        CharSet set = CharSet.EMPTY;
        boolean first = true;
        while (first || at < source.length() && source.charAt(at) != ']') {
            if (at >= source.length()) {
                break;
            }
            set = set.plus(member());
            first = false;
        }
        if (at >= source.length()) {
            throw new RegexSyntaxException("a \"[\" is not closed");
        }
        copy(1);
        return oneOf(negated ? set.complement() : set);
    }

    private RegexPiece oneOf(CharSet set) {
        sample.append(set.sample());
        return new RegexPiece.Run(set, false, 0);
    }

    private RegexPiece text(int codePoint) {
        sample.appendCodePoint(codePoint);
        return new RegexPiece.Text(Character.toString(codePoint));
    }

    private CharSet member() throws RegexSyntaxException {
        for (String operator : new String[]{"&&", "--", "~~"}) {
            if (source.startsWith(operator, at)) {
                throw new RegexSyntaxException(operator + " between classes of characters is not supported; "
                        + "write the class out, or put a \\ before each sign");
            }
        }
        char c = source.charAt(at);
        if (c == '[') {
            return posix();
        }
        if (c == '\\' && at + 1 < source.length()) {
            char letter = source.charAt(at + 1);
            if (PerlClass.isOne(letter)) {
                PerlClass perl = PerlClass.of(letter);
                boolean negated = Character.isUpperCase(letter);
                at += 2;
                ascii.append(perl.ascii(negated));
                unicode.append(perl.unicode(negated));
                return perl.set(negated);
            }
            if (letter == 'p' || letter == 'P') {
                property();
                exact = false;
                return CharSet.EMPTY.plusRange(0, Character.MAX_CODE_POINT);
            }
        }
        int start = bound();
        boolean range = source.startsWith("-", at) && at + 1 < source.length() && source.charAt(at + 1) != ']'
                && source.charAt(at + 1) != '-';
        if (!range) {
            write(quoted(start));
            return CharSet.EMPTY.plus(start);
        }
        at++;
        if (source.charAt(at) == '[') {
            throw nested();
        }
        int end = bound();
        if (end < start) {
            throw new RegexSyntaxException(
                    "a range of characters ends before it begins: " + quoted(start) + "-" + quoted(end));
        }
        write(quoted(start) + "-" + quoted(end));
        return CharSet.EMPTY.plusRange(start, end);
    }

    /// One end of a range of characters, or a character by itself.
    private int bound() throws RegexSyntaxException {
        if (source.charAt(at) == '\\') {
            if (at + 1 >= source.length()) {
                throw new RegexSyntaxException("a \"\\\" stands last");
            }
            if (PerlClass.isOne(source.charAt(at + 1)) || "pP".indexOf(source.charAt(at + 1)) >= 0) {
                throw new RegexSyntaxException("a class of characters cannot end a range");
            }
            return character();
        }
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    /// `[:alpha:]` and the like, which mean ASCII in Rust and in RE2.
    private CharSet posix() throws RegexSyntaxException {
        int close = source.indexOf(":]", at);
        if (!source.startsWith("[:", at) || close < 0
                || !source.substring(at + 2, close).matches("\\^?[a-z]+")) {
            throw nested();
        }
        boolean negated = source.charAt(at + 2) == '^';
        String name = source.substring(at + (negated ? 3 : 2), close);
        CharSet set = switch (name) {
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
        copy(close + 2 - at);
        return negated ? set.complement() : set;
    }

    private static RegexSyntaxException nested() {
        return new RegexSyntaxException(
                "a class of characters within a class is not supported; write \\[ for the character");
    }

    private static String quoted(int codePoint) {
        if (codePoint > 0x7F || Character.isLetterOrDigit(codePoint) || codePoint == '/' || codePoint == '_') {
            return Character.toString(codePoint);
        }
        return codePoint > ' ' && codePoint < 0x7F
                ? "\\" + (char) codePoint
                : String.format(Locale.ROOT, "\\x%02X", codePoint);
    }

    private static boolean crossesSlash(List<RegexPiece> pieces) {
        for (RegexPiece piece : pieces) {
            boolean crosses = switch (piece) {
                case RegexPiece.Text(var text) -> text.indexOf('/') >= 0;
                case RegexPiece.Run(var set, var _, var _) -> !set.excludes('/');
                case RegexPiece.Opaque(var slash) -> slash;
                case RegexPiece.End() -> false;
            };
            if (crosses) {
                return true;
            }
        }
        return false;
    }

    private void copy(int length) {
        write(source.substring(at, at + length));
        at += length;
    }

    private void write(String text) {
        ascii.append(text);
        unicode.append(text);
    }
}
