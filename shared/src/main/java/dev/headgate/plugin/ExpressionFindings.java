package dev.headgate.plugin;

import com.google.re2j.PatternSyntaxException;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.function.Consumer;

/// Says what is wrong with regular expressions in a plugin's configuration: no expression at all, or one that Kong's PCRE
/// takes and that cannot run in linear time.
public final class ExpressionFindings {
    private ExpressionFindings() {}

    /// Reports every entry of a list that does not compile.
    ///
    /// @param list the field
    /// @param compile throws what RE2 has against an entry
    /// @param invalid what to say of an entry that is no expression at all, in the words that Kong has for this plugin; `%s`
    ///        stands for the entry
    public static void check(String list, Values config, Entity plugin, Consumer<String> compile, String invalid) {
        List<String> expressions = config.texts(list);
        for (int i = 0; i < expressions.size(); i++) {
            check(expressions.get(i), list + "[" + i + "]", config, plugin, compile, invalid);
        }
    }

    /// Reports the expression of a field where it does not compile.
    public static void checkText(String field, Values config, Entity plugin, Consumer<String> compile, String invalid) {
        if (!config.text(field).isEmpty()) {
            check(config.text(field), field, config, plugin, compile, invalid);
        }
    }

    private static void check(String expression, String field, Values config, Entity plugin, Consumer<String> compile,
            String invalid) {
        try {
            compile.accept(expression);
        } catch (PatternSyntaxException e) {
            report(plugin, config.location(field), "config." + field, expression, e, invalid);
        }
    }

    private static void report(Entity plugin, Location location, String field, String expression,
            PatternSyntaxException problem, String invalid) {
        if (isBacktracking(expression)) {
            plugin.report(Code.HG0205, location, field,
                    "'" + expression + "' cannot be matched in linear time: " + problem.getDescription() + ".",
                    "Write it without looking around, back references and possessive parts.");
        } else {
            plugin.report(Code.HG0105, location, field, invalid.replace("%s", expression), "");
        }
    }

    /// The JDK's expressions look around and back, as PCRE's do.
    private static boolean isBacktracking(String expression) {
        try {
            java.util.regex.Pattern.compile(expression);
            return true;
        } catch (java.util.regex.PatternSyntaxException _) {
            return false;
        }
    }
}
