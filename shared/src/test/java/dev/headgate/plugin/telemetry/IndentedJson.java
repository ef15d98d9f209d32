package dev.headgate.plugin.telemetry;

/// JSON as golden files hold it: a line for each member of the outer two levels, so that a review sees what changed.
public final class IndentedJson {
    private IndentedJson() {}

    public static String of(String json) {
        StringBuilder text = new StringBuilder(json.length() * 2);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            quoted ^= c == '"' && json.charAt(i - 1) != '\\';
            boolean closes = !quoted && (c == '}' || c == ']');
            boolean isEmpty = closes && (json.charAt(i - 1) == '{' || json.charAt(i - 1) == '[');
            if (closes && depth-- <= 2 && !isEmpty) {
                line(text, depth);
            }
            text.append(c);
            boolean opens = !quoted && (c == '{' || c == '[');
            boolean opensEmpty = opens && (json.charAt(i + 1) == '}' || json.charAt(i + 1) == ']');
            if (opens && ++depth <= 2 && !opensEmpty || !quoted && c == ',' && depth <= 2) {
                line(text, depth);
            }
        }
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, int depth) {
        text.append('\n').append("  ".repeat(depth));
    }
}
