package dev.headgate.event;

import java.util.LinkedHashMap;
import java.util.Map;

/// The path of a route key, such as `GET /pets/{id}` or `ANY /files/{path+}`, with what its variables match.
///
/// @param template the path; empty for `$default`
record RouteKey(String template) {
    static RouteKey of(String routeKey) {
        return new RouteKey(routeKey.substring(routeKey.indexOf('/') < 0 ? routeKey.length() : routeKey.indexOf('/')));
    }

    /// What the variables match in a path that the route was chosen for; empty when it has none. The greedy variable of the
    /// last segment takes the rest without its trailing slash.
    Map<String, String> variables(String path) {
        Map<String, String> variables = new LinkedHashMap<>();
        String[] names = template.split("/");
        String[] segments = path.split("/", -1);
        for (int i = 1; i < names.length && i < segments.length; i++) {
            String name = names[i];
            if (name.startsWith("{") && name.endsWith("+}")) {
                variables.put(name.substring(1, name.length() - 2), rest(segments, i));
            } else if (name.startsWith("{") && name.endsWith("}")) {
                variables.put(name.substring(1, name.length() - 1), segments[i]);
            }
        }
        return variables;
    }

    private static String rest(String[] segments, int from) {
        StringBuilder rest = new StringBuilder(segments[from]);
        for (int i = from + 1; i < segments.length; i++) {
            if (i < segments.length - 1 || !segments[i].isEmpty()) {
                rest.append('/').append(segments[i]);
            }
        }
        return rest.toString();
    }
}
