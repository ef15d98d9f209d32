package dev.headgate.model;

import java.util.List;

/// Between which other plugins one runs in the access phase, whatever their priorities say
/// (developer.konghq.com/gateway/entities/plugin, "Dynamic plugin ordering"). Those that do not run for a request count
/// for nothing.
///
/// @param before names of the plugins that it runs before
/// @param after names of the plugins that it runs after
public record Ordering(List<String> before, List<String> after) {
    /// Where its priority puts it.
    public static final Ordering NONE = new Ordering(List.of(), List.of());

    public Ordering {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    public boolean isNone() {
        return before.isEmpty() && after.isEmpty();
    }
}
