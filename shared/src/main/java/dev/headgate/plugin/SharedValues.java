package dev.headgate.plugin;

import java.util.Map;

/// What plugins share with later ones for one request, as Kong's `kong.ctx.shared`: a note of an [Exchange], which
/// templates of request-transformer can take values from.
///
/// @param values by name
public record SharedValues(Map<String, String> values) {
    /// Nothing is shared.
    public static final SharedValues NONE = new SharedValues(Map.of());

    public SharedValues {
        values = Map.copyOf(values);
    }
}
