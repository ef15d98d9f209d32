package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JSON path as mappings take it: members and items, neither recursive descent nor filters, which AWS refuses as well.
///
/// @param steps from the root: names, and digits for items of a list
record JsonPath(List<String> steps) {
    /// What is looked at of a body; what stands behind is cut off before, which leaves no JSON as a rule.
    private static final int BODY_BYTES_MAX = 100 * 1024;
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_$-]+)|\\[(\\d+)]|\\['([^']+)']");

    JsonPath {
        steps = List.copyOf(steps);
    }

    /// Reads `.name[0]['other']`; empty where it is more than that.
    static Optional<JsonPath> of(String text) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && step.find(end) && step.start() == end) {
            for (int group = 1; group <= 3; group++) {
                if (step.group(group) != null) {
                    steps.add(step.group(group));
                }
            }
            end = step.end();
        }
        return end == text.length() && !steps.isEmpty() ? Optional.of(new JsonPath(steps)) : Optional.empty();
    }

    /// What it leads to, as a text: strings without quotes, other values as JSON. Empty where it leads to nothing.
    Optional<String> in(Body body) {
        String text = new String(body.bytes(), 0, Math.min(body.length(), BODY_BYTES_MAX), StandardCharsets.UTF_8);
        Optional<JsonValue> value = JsonValue.parse(text);
        for (String step : steps) {
            value = value.flatMap(parent -> step(parent, step));
        }
        return value.map(found -> found instanceof JsonValue.Text(String string) ? string : found.document());
    }

    private static Optional<JsonValue> step(JsonValue parent, String step) {
        return switch (parent) {
            case JsonValue.Members members -> members.member(step);
            case JsonValue.Items(List<JsonValue> items) -> item(items, step);
            case JsonValue.Text _,JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _ -> Optional.empty();
        };
    }

    private static Optional<JsonValue> item(List<JsonValue> items, String step) {
        return step.matches("\\d{1,9}") && Integer.parseInt(step) < items.size()
                ? Optional.of(items.get(Integer.parseInt(step)))
                : Optional.empty();
    }
}
