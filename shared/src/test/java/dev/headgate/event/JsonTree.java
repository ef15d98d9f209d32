package dev.headgate.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON document as text that two documents have in common when they say the same: one member a line, sorted.
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private final Set<String> without;

    private JsonTree(Set<String> without) {
        this.without = without;
    }

    /// The lines of a document, less the members of these names and all empty objects.
    static List<String> lines(byte[] document, String... without) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            parser.nextToken();
            Map<String, String> lines = new TreeMap<>();
            new JsonTree(Set.of(without)).value(parser, "", lines);
            return lines.entrySet().stream().map(line -> line.getKey() + " = " + line.getValue()).toList();
        }
    }

    static List<String> lines(String document, String... without) {
        return lines(document.getBytes(StandardCharsets.UTF_8), without);
    }

    private void value(JsonParser parser, String place, Map<String, String> lines) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    Map<String, String> kept = without.contains(name) ? new TreeMap<>() : lines;
                    value(parser, place + "." + name, kept);
                }
            }
            case START_ARRAY -> {
                List<String> indices = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser, place + "[" + indices.size() + "]", lines);
                    indices.add(place);
                }
            }
            case VALUE_STRING -> lines.put(place, '"' + parser.getString() + '"');
            default -> lines.put(place, parser.getString());
        }
    }
}
