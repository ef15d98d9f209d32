package dev.headgate.plugin.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tags that a client asks for in a header field: `Zipkin-Tags: foo=bar; baz=qux`
/// (kong/plugins/zipkin/request_tags.lua). What is no tag is passed over.
final class ZipkinTags {
    private ZipkinTags() {}

    static Map<String, String> parse(List<String> fields) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String field : fields) {
            for (String item : field.split(";")) {
                int equals = item.indexOf('=');
                String name = equals < 0 ? "" : item.substring(0, equals).strip();
                String value = equals < 0 ? "" : item.substring(equals + 1).strip();
                if (!name.isEmpty() && name.chars().noneMatch(Character::isWhitespace) && !value.isEmpty()) {
                    tags.put(name, value);
                }
            }
        }
        return tags;
    }
}
