package dev.headgate.routing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A regular expression of Kong's that runs in time linear in the text (RE2/J), so that no request can make it slow.
///
/// Kong's router compiles paths and header values with Rust's `regex` crate (kong/router/transform.lua,
/// `path_val_transform` and `get_expression`). What that crate and RE2 read alike is read here; `\d`, `\s` and `\w` are
/// Unicode's as in Rust; what RE2 cannot do is told by [#problem] so that a reader can refuse it.
///
/// Known difference: `\b` and `\B` know ASCII letters only.
///
/// Immutable but for patterns compiled at first use; safe for use by many threads.
public final class LinearRegex {
    private final List<RegexPiece> pieces;
    private final boolean exact;
    private final List<String> groupNames;
    private final String sample;
    private final String asciiSource;
    private final String unicodeSource;
    /// Compiled when first wanted: most expressions never need the second, and the index spares many the first.
    private volatile Pattern ascii;
    private volatile Pattern unicode;

    private LinearRegex(RegexParser.Parsed parsed, String asciiSource, String unicodeSource) {
        this.pieces = List.copyOf(parsed.pieces());
        this.exact = parsed.exact();
        this.groupNames = List.copyOf(parsed.groupNames());
        this.sample = parsed.sample();
        this.asciiSource = asciiSource;
        this.unicodeSource = unicodeSource.equals(asciiSource) ? asciiSource : unicodeSource;
    }

    /// What a match found. Nothing in it is null.
    ///
    /// @param start where the matched part begins: 0 unless the expression has alternatives at its top
    /// @param end behind the matched part
    record Found(int start, int end, Match.Captures captures) {}

    /// Why a path expression (without Kong's `~`) cannot be used; empty when it can. One sentence without a full stop,
    /// to stand after the expression itself.
    public static Optional<String> problem(String expression) {
        return problemOf(pathSource(expression));
    }

    /// Why a header expression (without Kong's `~*`) cannot be used; empty when it can. Kong lower-cases the whole
    /// expression, and that is what is judged: `\D` is read as `\d`, and a named group as an error.
    public static Optional<String> headerProblem(String expression) {
        return problemOf(headerSource(expression));
    }

    private static Optional<String> problemOf(String source) {
        try {
            RegexParser.Parsed parsed = RegexParser.parse(source);
            if (!parsed.exact()) {
                compile(parsed.ascii());
            }
            return Optional.empty();
        } catch (RegexSyntaxException e) {
            return Optional.of(e.getMessage());
        }
    }

    /// For a path: matches from the first character on. As in Kong only the first of several alternatives at the top
    /// is bound to the beginning, since one `^` is put before the whole: `~/a|/b` finds `/b` anywhere.
    ///
    /// @throws IllegalArgumentException when [#problem] has something to say
    static LinearRegex path(String expression) {
        return of(pathSource(expression), expression, "^");
    }

    /// For a header's value: matches anywhere in it. The value has to be lower-cased by the caller.
    ///
    /// @throws IllegalArgumentException when [#headerProblem] has something to say
    static LinearRegex header(String expression) {
        return of(headerSource(expression), expression, "");
    }

    private static LinearRegex of(String source, String expression, String anchor) {
        try {
            RegexParser.Parsed parsed = RegexParser.parse(source);
            LinearRegex regex = new LinearRegex(parsed, anchor + parsed.ascii(), anchor + parsed.unicode());
            if (!parsed.exact()) {
                regex.ascii = compile(regex.asciiSource);
            }
            return regex;
        } catch (RegexSyntaxException e) {
            throw new IllegalArgumentException("regular expression " + expression + ": " + e.getMessage(), e);
        }
    }

    /// Kong changes every `?<`, wherever it stands, so that its Rust version of the day takes `(?<name>…)`.
    private static String pathSource(String expression) {
        return expression.replace("?<", "?P<");
    }

    private static String headerSource(String expression) {
        return expression.toLowerCase(Locale.ROOT);
    }

    private static Pattern compile(String source) throws RegexSyntaxException {
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException e) {
            throw new RegexSyntaxException(e.getDescription() + ": " + e.getPattern());
        }
    }

    /// What the expression is made of, without the `^` that Kong puts before it; exact only if [#isExact].
    List<RegexPiece> pieces() {
        return pieces;
    }

    /// Whether the pieces say all that there is to say.
    boolean isExact() {
        return exact;
    }

    /// The name of each capturing group, in order; empty text for one without.
    List<String> groupNames() {
        return groupNames;
    }

    /// A text that the expression matches, if one can be told: the shortest that comes to mind.
    Optional<String> sample() {
        boolean matches = RegexShape.of(this).map(shape -> shape.end(sample) >= 0).orElse(false) || matches(sample);
        return matches ? Optional.of(sample) : Optional.empty();
    }

    boolean matches(String text) {
        return matcher(text).find();
    }

    /// The leftmost match, with what its groups captured.
    Optional<Found> find(String text) {
        Matcher matcher = matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        List<String> numbered = new ArrayList<>(matcher.groupCount());
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String captured = matcher.group(group);
            numbered.add(captured == null ? "" : captured);
        }
        Map<String, String> named = new TreeMap<>();
        for (String name : matcher.pattern().namedGroups().keySet()) {
            String captured = matcher.group(name);
            if (captured != null) {
                named.put(name, captured);
            }
        }
        return Optional.of(new Found(matcher.start(), matcher.end(),
                new Match.Captures(Collections.unmodifiableList(numbered), Collections.unmodifiableMap(named))));
    }

    private Matcher matcher(String text) {
        return (asciiSource.equals(unicodeSource) || isAscii(text) ? ascii() : unicode()).matcher(text);
    }

    private Pattern ascii() {
        Pattern pattern = ascii;
        if (pattern == null) {
            pattern = Pattern.compile(asciiSource);
            ascii = pattern;
        }
        return pattern;
    }

    private Pattern unicode() {
        Pattern pattern = unicode;
        if (pattern == null) {
            pattern = Pattern.compile(unicodeSource);
            unicode = pattern;
        }
        return pattern;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
