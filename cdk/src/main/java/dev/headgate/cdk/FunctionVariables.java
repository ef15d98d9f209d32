package dev.headgate.cdk;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The environment variables that a configuration sees in the functions.
final class FunctionVariables {
    /// What Lambda takes in all, written as JSON (AWS Lambda developer guide, "Lambda quotas").
    private static final int BYTES_MAX = 4096;
    /// What names of tables, issuers and options of Headgate's own take at the most.
    private static final int OWN_BYTES_MAX = 1024;
    private static final int JSON_BYTES = "\"\":\"\",".length();

    private FunctionVariables() {}

    /// With what the configuration is read before there are functions.
    static Map<String, String> forReading(DeploymentSettings settings) {
        Map<String, String> variables = new TreeMap<>(settings.variables());
        variables.putAll(CognitoVariables.forReading(settings));
        return variables;
    }

    static void check(Values values, Entity entity) {
        Map<String, String> variables = values.map("variables", String.class);
        int bytes = variables.entrySet().stream().mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue())
                + JSON_BYTES).sum();
        int names = values.texts("config").stream().mapToInt(name -> bytes(Path.of(name).toString())).sum();
        if (bytes + names + OWN_BYTES_MAX > BYTES_MAX) {
            entity.report(Code.HG0601, values.location("variables"), "variables",
                    "they take " + bytes + " bytes, and " + (names + OWN_BYTES_MAX)
                            + " are Headgate's own: Lambda takes " + BYTES_MAX + " in all.",
                    "Write long values into the configuration, or secrets into AWS Secrets Manager.");
        }
        if (!values.text("aot_cache").isEmpty() && variables.containsKey("JAVA_TOOL_OPTIONS")) {
            entity.report(Code.HG0601, values.location("variables.JAVA_TOOL_OPTIONS"), "variables.JAVA_TOOL_OPTIONS",
                    "the variable by which functions find the AOT cache.", "Remove it, or aot_cache.");
        }
    }

    /// As JSON has it: quotation marks, backslashes and line ends are written with two characters.
    private static int bytes(String text) {
        long escaped = text.chars().filter(c -> c == '"' || c == '\\' || c < ' ').count();
        return text.getBytes(StandardCharsets.UTF_8).length + Math.toIntExact(escaped);
    }
}
