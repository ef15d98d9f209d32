package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.FilledIn;
import dev.headgate.schema.PlainScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Replaces `$NAME` and `${NAME}` in values, for files that are made for a shell, as Supabase's `kong.yml` is.
/// `${NAME:-text}` stands for the text where the variable is not set or empty, `$$NAME` for `$NAME` itself; any other `$`
/// is one.
///
/// Unlike a shell it works on values, not on the text of the file: whatever stands in a variable, it cannot become a key,
/// a comment or a second value. Unquoted, it is a number or a flag where it looks like one.
///
/// For one file, and for use by one thread.
final class ShellVariables implements UnaryOperator<ScalarNode> {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$(?:(\\$)(?=[A-Za-z_{])|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\})");

    /// The version of a Lambda function that was deployed last, a value of the plugin aws-lambda.
    private static final String NEWEST_FUNCTION = "$LATEST";

    private final Map<String, String> environment;
    private final Diagnostics diagnostics;
    private final List<String> values = new ArrayList<>();
    private boolean isComplete = true;

    ShellVariables(Map<String, String> environment, Diagnostics diagnostics) {
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    /// What came from the environment so far.
    List<String> values() {
        return List.copyOf(values);
    }

    /// Whether all variables that were asked for are set.
    boolean isComplete() {
        return isComplete;
    }

    /// The value with its placeholders replaced; a variable that is not set is reported.
    @Override
    public ScalarNode apply(ScalarNode scalar) {
        String text = scalar.getValue();
        if (text.indexOf('$') < 0 || text.equals(NEWEST_FUNCTION)) {
            return scalar;
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        boolean isChanged = false;
        while (matcher.find()) {
            isChanged = true;
            matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement(matcher, scalar)));
        }
        return isChanged ? filledIn(scalar, matcher.appendTail(filled).toString()) : scalar;
    }

    private static ScalarNode filledIn(ScalarNode scalar, String text) {
        ScalarNode node = new ScalarNode(scalar.isPlain() ? PlainScalar.tag(text) : scalar.getTag(), true, text,
                scalar.getScalarStyle(), scalar.getStartMark(), scalar.getEndMark());
        node.setAnchor(scalar.getAnchor());
        FilledIn.mark(node);
        return node;
    }

    private String replacement(Matcher matcher, ScalarNode scalar) {
        if (matcher.group(1) != null) {
            return "$";
        }
        String name = Optional.ofNullable(matcher.group(2)).orElseGet(() -> matcher.group(3));
        Optional<String> fallback = Optional.ofNullable(matcher.group(4));
        String value = environment.get(name);
        if (value == null || value.isEmpty() && fallback.isPresent()) {
            if (fallback.isEmpty()) {
                report(name, matcher.start(), scalar);
            }
            return fallback.orElse("");
        }
        values.add(value);
        return value;
    }

    private void report(String name, int index, ScalarNode scalar) {
        isComplete = false;
        Location start = NodeView.locate(scalar);
        boolean isOneLine = scalar.isPlain() && scalar.getStartMark().flatMap(
                from -> scalar.getEndMark().filter(to -> to.getLine() == from.getLine())).isPresent();
        diagnostics.add(new Diagnostic(Code.HG0005,
                isOneLine ? new Location(start.file(), start.line(), start.column() + index) : start, "", "", "",
                "environment variable '" + name + "' is not set.",
                "Set " + name + " (for functions, under variables in cdk.json), or write $$" + name
                        + " where it is meant literally."));
    }
}
