package dev.headgate.local.assembly.http;

import java.util.Map;

/// A stage of an HTTP API.
///
/// @param name `$default`, which stands in no path, or another one
/// @param variables the stage's
/// @param throttle how many requests it takes
record HttpStage(String name, Map<String, String> variables, StageThrottle throttle) {
    static final String DEFAULT = "$default";

    HttpStage {
        variables = Map.copyOf(variables);
    }

    /// What stands before a path of this stage.
    String prefix() {
        return name.equals(DEFAULT) ? "" : "/" + name;
    }
}
