package dev.headgate.plugin.validation;

import dev.headgate.json.JsonValue;
import java.util.Optional;

/// What values have to be like. Immutable and safe for use by many threads.
public interface BodySchema {
    /// What is wrong with a value, for its sender: a text, or in Kong's own form an object with a member a wrong field;
    /// empty for a value that is as it has to be.
    Optional<JsonValue> problem(JsonValue value);
}
