package dev.headgate.local.assembly.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The parts of a resource's path: a name, `{variable}`, or `{greedy+}` at the end
/// ([resources](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html)).
final class PathVariable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~,:-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z0-9._~,:-]+\\+?}");

    private PathVariable() {}

    static boolean isAllowed(String part) {
        return NAME.matcher(part).matches() || VARIABLE.matcher(part).matches();
    }

    static boolean isGreedy(String part) {
        return part.endsWith("+}");
    }

    static boolean isVariable(String part) {
        return part.startsWith("{") && !isGreedy(part);
    }

    /// The segments of a path, one slash at the end left out.
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>(List.of(rawPath.substring(1).split("/", -1)));
        if (segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments;
    }

    /// What the variables among these parts stand for in segments that they match.
    static Map<String, String> variables(List<String> parts, List<String> segments) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (isGreedy(part)) {
                variables.put(part.substring(1, part.length() - 2),
                        String.join("/", segments.subList(i, segments.size())));
            } else if (isVariable(part)) {
                variables.put(part.substring(1, part.length() - 1), segments.get(i));
            }
        }
        return variables;
    }
}
