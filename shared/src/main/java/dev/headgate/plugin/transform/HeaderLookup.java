package dev.headgate.plugin.transform;

import dev.headgate.http.Headers;
import java.util.List;

/// Finds header fields as Lua code in Kong does: `x_api_key` finds X-Api-Key as well, since a hyphen cannot stand in a
/// Lua name.
public final class HeaderLookup {
    private HeaderLookup() {}

    /// All values of a field in order; empty where it is absent.
    public static List<String> all(Headers headers, String name) {
        List<String> values = headers.all(name);
        return values.isEmpty() && name.indexOf('_') >= 0 ? headers.all(name.replace('_', '-')) : values;
    }
}
