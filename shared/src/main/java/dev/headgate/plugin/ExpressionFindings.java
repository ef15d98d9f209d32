package dev.headgate.plugin;

import com.google.re2j.PatternSyntaxException;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;

/// Says what is wrong with a regular expression in a plugin's configuration: no expression at all, or one that Kong's PCRE
/// takes and that cannot run in linear time.
final class ExpressionFindings {
    private ExpressionFindings() {}

    /// @param expression as the user wrote it
    /// @param problem why RE2 refuses it
    /// @param field its path in the configuration, without `config.`
    /// @param invalid what to say of no expression at all, in the words that Kong has for this plugin
    static void report(Entity plugin, Location location, String field, String expression,
            PatternSyntaxException problem, String invalid) {
        if (isBacktracking(expression)) {
            plugin.report(Code.HG0205, location, "config." + field,
                    "'" + expression + "' cannot be matched in linear time: " + problem.getDescription() + ".",
                    "Write it without looking around, back references and possessive parts.");
        } else {
            plugin.report(Code.HG0105, location, "config." + field, invalid, "");
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
