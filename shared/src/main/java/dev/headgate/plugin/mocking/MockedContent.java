package dev.headgate.plugin.mocking;

import dev.headgate.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an answer of one media type could hold.
///
/// @param mediaType as the description writes it
/// @param examples by their names; a single one has the empty name. Never empty: where the description has no example, one is
///        made of the schema
public record MockedContent(String mediaType, Map<String, JsonValue> examples) {
    public MockedContent {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no example of " + mediaType);
        }
        examples = Collections.unmodifiableMap(new LinkedHashMap<>(examples));
    }
}
