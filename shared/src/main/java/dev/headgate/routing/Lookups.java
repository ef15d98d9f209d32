package dev.headgate.routing;

import dev.headgate.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Under which keys of each [Dimension] the candidates for a request may be filed. Made when a table first asks, since
/// most tables branch on few dimensions or none.
final class Lookups {
    private final Query query;
    private List<String> hosts;
    private List<String> serverNames;
    private List<String> headers;

    Lookups(Query query) {
        this.query = query;
    }

    /// The keys, in no order; each may or may not be in use.
    List<String> keys(Dimension dimension) {
        return switch (dimension) {
            case METHOD -> List.of(query.method());
            case HOST -> {
                if (hosts == null) {
                    hosts = names(query.host(), ":" + query.port());
                }
                yield hosts;
            }
            case SERVER_NAME -> {
                if (serverNames == null) {
                    serverNames = names(query.serverName(), "");
                }
                yield serverNames;
            }
            case HEADER -> {
                if (headers == null) {
                    headers = fields(query.headers());
                }
                yield headers;
            }
        };
    }

    /// A name itself, and every part of it that a wildcard could leave: from a dot on, and up to one.
    private static List<String> names(String name, String port) {
        List<String> keys = new ArrayList<>();
        add(keys, Dimension.exact(name), port);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            add(keys, Dimension.suffix(name.substring(dot)), port);
            add(keys, Dimension.prefix(name.substring(0, dot + 1)), port);
        }
        return keys;
    }

    private static void add(List<String> keys, String key, String port) {
        keys.add(key);
        if (!port.isEmpty()) {
            keys.add(key + port);
        }
    }

    private static List<String> fields(Headers headers) {
        List<String> keys = new ArrayList<>(headers.fields().size() * 2);
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT).replace('-', '_');
            String value = Dimension.header(name, field.value().toLowerCase(Locale.ROOT));
            if (!keys.contains(value)) {
                keys.add(value);
            }
            if (!keys.contains(name)) {
                keys.add(name);
            }
        }
        return keys;
    }
}
