package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// Fields that several logging plugins have.
final class SharedFields {
    /// What Kong's timers take, in milliseconds.
    static final long MILLIS_MAX = Integer.MAX_VALUE - 1L;
    private static final Pattern HOST = Pattern
            .compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*+)|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /// Kong's type of a host (kong/db/schema/typedefs.lua, `host`).
    static final Rule<String> HOST_RULE = new Rule<>(text -> HOST.matcher(text).matches(), "invalid value: %s.",
            "Write a name or an IP address, and the port in its own field.");

    /// Kong's type of a URL (`url`), as far as something can be sent to it.
    static final List<Rule<String>> URL_RULES = List.of(
            new Rule<>(text -> text.contains("://"), "missing scheme in url.", "Write http:// or https:// before it."),
            new Rule<>(text -> isHttpUrl(text), "could not parse url as one of http or https.",
                    "Write an absolute URL: https://collector.example.com/logs."));

    private SharedFields() {}

    private static boolean isHttpUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null && (url.getScheme().equals("http") || url.getScheme().equals("https"));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Kong lets Lua code change the entry.
    static Field customFieldsByLua() {
        return optional("custom_fields_by_lua", FieldType.mapOf(FieldType.textOrEmpty()),
                "Fields of the entry by the Lua code that makes them.")
                .refused("Headgate does not run Lua.", "Remove it, and add the fields where the entries arrive.");
    }

    static Field timeout(String name, long defaultMillis, String doc) {
        return defaulted(name, FieldType.whole(1, MILLIS_MAX), defaultMillis, doc);
    }

    /// How long Kong keeps idle connections.
    static Field keepalive() {
        return defaulted("keepalive", FieldType.whole(0, MILLIS_MAX), 60_000L,
                "Milliseconds for which Kong keeps an idle connection.").withoutEffect(
                        "No connection is kept for long: one that outlived Lambda's freeze would lose entries.");
    }

    /// Header fields to send along.
    static Field headers() {
        return optional("headers", new FieldType.MapOf(FieldType.text(Rules.HEADER_NAME), FieldType.textOrEmpty()),
                "Header fields to send along, such as the collector's credentials.").secret().referenceable();
    }
}
