package dev.headgate.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}(,([0-9]{1,9})?)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final RegexCursor cursor;
    private final StringBuilder sample = new StringBuilder();
    private final List<String> groupNames = new ArrayList<>();
    private int depth;
    private long size;
    private boolean exact = true;

    private RegexParser(String source) {
        cursor = new RegexCursor(source);
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
        if (!parser.cursor.atEnd()) {
            throw new RegexSyntaxException("a \")\" closes nothing");
        }
        return new Parsed(parser.cursor.ascii(), parser.cursor.unicode(), pieces, parser.exact,
                parser.groupNames, parser.sample.toString());
    }

    private List<RegexPiece> alternatives() throws RegexSyntaxException {
        if (++depth > DEPTH_MAX) {
            throw new RegexSyntaxException("groups nest deeper than " + DEPTH_MAX);
        }
        List<RegexPiece> pieces = sequence();
        while (cursor.isAt("|")) {
            cursor.copy(1);
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
        while (!cursor.atEnd() && !cursor.isAtOneOf("|)")) {
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
        char sign = cursor.peek();
        switch (sign) {
            case '+' -> cursor.copy(1);
            case '*', '?' -> {
                cursor.copy(1);
                sample.setLength(sampleStart);
            }
            case '{' -> count(atomSize, sampleStart);
            default -> {
                return single(atom);
            }
        }
        boolean greedy = !cursor.isAt("?");
        if (!greedy) {
            cursor.copy(1);
        }
        if (cursor.isAtOneOf("*+?{")) {
            throw new RegexSyntaxException("\"" + cursor.peek() + "\" repeats a repetition; put brackets around it: "
                    + "(?:…)" + cursor.peek());
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
        int close = cursor.distance("}", 0);
        String inside = close < 0 ? "" : cursor.between(1, close);
        if (!COUNT.matcher(inside).matches()) {
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
        cursor.copy(close + 1);
    }

    private RegexPiece atom() throws RegexSyntaxException {
        char c = cursor.peek();
        return switch (c) {
            case '(' -> group();
            case '[' -> bracket();
            case '\\' -> escape();
            case '.' -> {
                cursor.copy(1);
                yield oneOf(CharSet.NOT_NEWLINE);
            }
            case '$' -> {
                cursor.copy(1);
                yield new RegexPiece.End();
            }
            case '^' -> {
                cursor.copy(1);
                yield zeroWidth();
            }
            case '*', '+', '?' -> throw new RegexSyntaxException("\"" + c + "\" has nothing before it to repeat");
            case '{' -> throw new RegexSyntaxException(
                    "\"{\" begins a count and has nothing before it to repeat; write \\{ for the character");
            default -> {
                int codePoint = cursor.next();
                cursor.write(Character.toString(codePoint));
                yield text(codePoint);
            }
        };
    }

    private RegexPiece group() throws RegexSyntaxException {
        int number = 0;
        boolean flagged = false;
        if (cursor.isAt("(?")) {
            int name = nameStart();
            if (name > 0) {
                name(name);
                number = groupNames.size();
            } else {
                int end = flagsEnd();
                flagged = end > 2;
                boolean fromHere = cursor.peek(end) == ')';
                cursor.copy(end + 1);
                if (fromHere) {
                    return flagsFromHere();
                }
            }
        } else {
            cursor.copy(1);
            groupNames.add("");
            number = groupNames.size();
        }
        List<RegexPiece> inside = alternatives();
        if (cursor.atEnd()) {
            throw new RegexSyntaxException("a \"(\" is not closed");
        }
        cursor.copy(1);
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

    /// How far away the name of `(?<name>…)` or `(?P<name>…)` begins; 0 when this group has none.
    private int nameStart() throws RegexSyntaxException {
        int start = cursor.isAt("(?<") ? 3 : cursor.isAt("(?P<") ? 4 : 0;
        if (start > 0 && (cursor.isAt("=", start) || cursor.isAt("!", start))) {
            throw new RegexSyntaxException(
                    "look-behind, (?<=…) or (?<!…), cannot run in linear time; Kong 3 refuses it too");
        }
        return start;
    }

    private void name(int start) throws RegexSyntaxException {
        int end = cursor.distance(">", start);
        String name = end < 0 ? "" : cursor.between(start, end);
        if (!NAME.matcher(name).matches()) {
            throw new RegexSyntaxException("a group's name has letters, digits and _ only, and no digit first");
        }
        if (groupNames.contains(name)) {
            throw new RegexSyntaxException("two groups are named \"" + name + "\"");
        }
        groupNames.add(name);
        cursor.write("(?P<" + name + ">");
        cursor.skip(end + 1);
    }

    /// How far away the `:` or `)` is that ends flags such as `(?i:` or `(?s)`.
    private int flagsEnd() throws RegexSyntaxException {
        int end = 2;
        while (cursor.peek(end) != 0 && "imsU-".indexOf(cursor.peek(end)) >= 0) {
            end++;
        }
        char stop = cursor.peek(end);
        if (stop == ':' || stop == ')' && end > 2) {
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
            default -> "(?" + (stop == 0 ? "" : stop) + " begins no kind of group";
        });
    }

    /// Flags that hold from here to the end of the group: nothing after them means what it says.
    private RegexPiece flagsFromHere() throws RegexSyntaxException {
        exact = false;
        sequence();
        return new RegexPiece.Opaque(true);
    }

    private RegexPiece escape() throws RegexSyntaxException {
        char c = cursor.peek(1);
        if (PerlClass.isOne(c)) {
            PerlClass perl = PerlClass.of(c);
            boolean negated = Character.isUpperCase(c);
            cursor.skip(2);
            cursor.write("[" + perl.ascii(negated) + "]", "[" + perl.unicode(negated) + "]");
            return oneOf(perl.set(negated));
        }
        switch (c) {
            case 'p', 'P' -> {
                RegexEscapes.property(cursor);
                exact = false;
                sample.append('x');
                return new RegexPiece.Opaque(true);
            }
            case 'b', 'B' -> {
                if (cursor.isAt("{", 2)) {
                    throw new RegexSyntaxException("\\b{…} is not supported; write \\b");
                }
                cursor.copy(2);
                return zeroWidth();
            }
            case 'A' -> {
                cursor.copy(2);
                return zeroWidth();
            }
            case 'z' -> {
                cursor.copy(2);
                return new RegexPiece.End();
            }
            case '<', '>' -> throw new RegexSyntaxException("\\" + c + " is not supported; write \\b, or " + c
                    + " for the character");
            default -> {
                int codePoint = RegexEscapes.character(cursor);
                cursor.write(RegexCursor.quoted(codePoint));
                return text(codePoint);
            }
        }
    }

    private RegexPiece zeroWidth() {
        exact = false;
        return new RegexPiece.Opaque(false);
    }

    private RegexPiece bracket() throws RegexSyntaxException {
        RegexBrackets.Brackets brackets = RegexBrackets.read(cursor);
        exact &= brackets.exact();
        return oneOf(brackets.set());
    }

    private RegexPiece oneOf(CharSet set) {
        sample.append(set.sample());
        return new RegexPiece.Run(set, false, 0);
    }

    private RegexPiece text(int codePoint) {
        sample.appendCodePoint(codePoint);
        return new RegexPiece.Text(Character.toString(codePoint));
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
}
