package dev.headgate.plugin.mocking;

import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads a description that is written in YAML or JSON.
final class DescriptionText {
    private static final int CHARACTERS_MAX = 8 * 1024 * 1024;
    private static final int ALIASES_MAX = 100;
    /// With aliases a small text can mean a huge tree.
    private static final int VALUES_MAX = 1_000_000;

    private int values;

    private DescriptionText() {}

    static JsonValue.Members read(String text) throws DescriptionException {
        LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).setCodePointLimit(CHARACTERS_MAX)
                .setMaxAliasesForCollections(ALIASES_MAX).setAllowRecursiveKeys(false).build();
        Object root;
        try {
            root = new Load(settings).loadFromString(text);
        } catch (YamlEngineException e) {
            String message = String.valueOf(e.getMessage());
            throw new DescriptionException("it is neither YAML nor JSON: " + message.lines().findFirst().orElse(""));
        }
        if (new DescriptionText().value(root, 0) instanceof JsonValue.Members members) {
            return members;
        }
        throw new DescriptionException("it is no OpenAPI or Swagger document");
    }

    private JsonValue value(Object value, int depth) throws DescriptionException {
        if (depth > 200 || ++values > VALUES_MAX) {
            throw new DescriptionException("it is larger or deeper than Headgate reads");
        }
        switch (value) {
            case null -> {
                return new JsonValue.Null();
            }
            case Map<?, ?> map -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    members.put(String.valueOf(entry.getKey()), value(entry.getValue(), depth + 1));
                }
                return new JsonValue.Members(members);
            }
            case List<?> list -> {
                List<JsonValue> items = new ArrayList<>();
                for (Object item : list) {
                    items.add(value(item, depth + 1));
                }
                return new JsonValue.Items(items);
            }
            case Boolean flag -> {
                return new JsonValue.Flag(flag);
            }
            case Double number when !Double.isFinite(number) -> {
                return new JsonValue.Text(number.toString());
            }
            case Number number -> {
                return new JsonValue.Num(number.toString());
            }
            default -> {
                return new JsonValue.Text(value.toString());
            }
        }
    }
}
