package dev.headgate.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands between `${{` and `}}`: Go's pipelines of decK's functions (go-database-reconciler, pkg/file/template.go).
///
/// ```
/// pipeline = command { "|" command }        what a command gives is the last argument of the next
/// command  = function { operand } | operand
/// operand  = "text" | `text` | number | "(" pipeline ")"
/// ```
///
/// One is used once, by one thread.
final class TemplateExpression {
    private static final String PREFIX = "DECK_";
    private static final Set<String> FUNCTIONS = Set.of("env", "toInt", "toBool", "toFloat", "indent");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern
            .compile("[+-]?(?:[0-9]{1,300}\\.?[0-9]{0,300}|\\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private final String source;
    private final Map<String, String> environment;
    private String lastVariable = "";
    private int at;

    /// What keeps an expression from having a value. Never leaves [DeckTemplates], which makes a finding of it.
    static final class NoValueException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String hint;

        NoValueException(String message, String hint) {
            super(message, null, false, false);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }

    private TemplateExpression(String source, Map<String, String> environment) {
        this.source = source;
        this.environment = environment;
    }

    /// The text that an expression stands for.
    ///
    /// @throws NoValueException when there is none; the message shows no variable's value
    static String value(String source, Map<String, String> environment) {
        TemplateExpression expression = new TemplateExpression(source, environment);
        Object value = expression.pipeline();
        if (expression.next().isPresent()) {
            throw expression.malformed();
        }
        return text(value);
    }

    private Object pipeline() {
        Object value = command(Optional.empty());
        while (take('|')) {
            value = command(Optional.of(value));
        }
        return value;
    }

    private Object command(Optional<Object> piped) {
        Optional<Character> first = next();
        if (first.isEmpty() || !isNameStart(first.get())) {
            Object value = operand().orElseThrow(this::malformed);
            if (piped.isPresent()) {
                throw malformed();
            }
            return value;
        }
        String function = name();
        List<Object> arguments = new ArrayList<>();
        for (Optional<Object> operand = operand(); operand.isPresent(); operand = operand()) {
            arguments.add(operand.get());
        }
        piped.ifPresent(arguments::add);
        return call(function, arguments);
    }

    private Object call(String function, List<Object> arguments) {
        if (!FUNCTIONS.contains(function)) {
            throw new NoValueException(function + ": decK's templates have no such function here.",
                    "There are: env, toInt, toBool, toFloat, indent.");
        }
        boolean indents = function.equals("indent");
        boolean fits = indents
                ? arguments.size() == 2 && arguments.get(0) instanceof Long && arguments.get(1) instanceof String
                : arguments.size() == 1 && arguments.get(0) instanceof String;
        if (!fits) {
            throw new NoValueException(
                    function + ": expected " + (indents ? "a whole number and a text." : "one text."),
                    indents ? "Write ${{ indent 4 (env \"DECK_X\") }}." : "Write ${{ env \"DECK_X\" | toInt }}.");
        }
        String text = (String) arguments.getLast();
        return switch (function) {
            case "env" -> variable(text);
            case "toInt" -> wholeNumber(text);
            case "toBool" -> flag(text);
            case "toFloat" -> number(text);
            default -> text.replace("\n", "\n" + " ".repeat(spaces((Long) arguments.get(0))));
        };
    }

    private static int spaces(long count) {
        if (count < 0 || count > 1000) {
            throw new NoValueException("indent: " + count + ": value should be between 0 and 1000.", "");
        }
        return (int) count;
    }

    private String variable(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new NoValueException(
                    "environment variables in the state file must be prefixed with 'DECK_', found: '" + name + "'.",
                    "Name it " + PREFIX + name + ", here and in the environment.");
        }
        String value = environment.get(name);
        if (value == null) {
            throw new NoValueException("environment variable '" + name + "' present in state file but not set.",
                    "Set " + name + "; for functions, under variables in cdk.json.");
        }
        lastVariable = name;
        return value;
    }

    private Long wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw unlike("toInt", "a whole number");
        }
        return Long.valueOf(text);
    }

    private Double number(String text) {
        if (!NUMBER.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
            throw unlike("toFloat", "a number");
        }
        return Double.valueOf(text);
    }

    private Boolean flag(String text) {
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw unlike("toBool", "true or false");
    }

    private NoValueException unlike(String function, String wanted) {
        return new NoValueException(
                function + ": " + (lastVariable.isEmpty() ? "this text" : "the value of " + lastVariable) + " is not "
                        + wanted + ".",
                "");
    }

    /// As Go prints a value.
    private static String text(Object value) {
        return switch (value) {
            case Double number -> number(number);
            default -> value.toString();
        };
    }

    private static String number(double number) {
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (number == 0 || exponent >= -4 && exponent < 21) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        return (number < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + String.format(Locale.ROOT, "e%+03d", exponent);
    }

    /// The next operand, where one follows.
    private Optional<Object> operand() {
        Optional<Character> next = next();
        if (next.isEmpty() || next.get() == '|' || next.get() == ')') {
            return Optional.empty();
        }
        return switch (next.get()) {
            case '"' -> Optional.of(quoted());
            case '`' -> Optional.of(raw());
            case '(' -> {
                at++;
                Object value = pipeline();
                if (!take(')')) {
                    throw malformed();
                }
                yield Optional.of(value);
            }
            default -> Optional.of(literal());
        };
    }

    private Object literal() {
        int start = at;
        while (at < source.length() && "0123456789+-".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
        String digits = source.substring(start, at);
        if (!WHOLE_NUMBER.matcher(digits).matches()) {
            throw malformed();
        }
        return Long.valueOf(digits);
    }

    private String raw() {
        int end = source.indexOf('`', at + 1);
        if (end < 0) {
            throw malformed();
        }
        String text = source.substring(at + 1, end);
        at = end + 1;
        return text;
    }

    /// A text with the escapes of Go that names of variables and certificates may need.
    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length() && source.charAt(at) != '"'; at++) {
            char c = source.charAt(at);
            if (c == '\n' || c == '\\' && at + 1 == source.length()) {
                throw malformed();
            }
            text.append(c == '\\' ? escaped(source.charAt(++at)) : c);
        }
        if (!take('"')) {
            throw malformed();
        }
        return text.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\' -> c;
            default -> throw malformed();
        };
    }

    private String name() {
        var matcher = NAME.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        at = matcher.end();
        return matcher.group();
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private Optional<Character> next() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at < source.length() ? Optional.of(source.charAt(at)) : Optional.empty();
    }

    private boolean take(char wanted) {
        boolean follows = next().filter(c -> c == wanted).isPresent();
        if (follows) {
            at++;
        }
        return follows;
    }

    private NoValueException malformed() {
        return new NoValueException("this template is none that decK has.",
                "Write ${{ env \"DECK_X\" }}, or with a conversion: ${{ env \"DECK_X\" | toInt }}.");
    }
}
