package dev.headgate.difference;

import dev.headgate.config.NormalizedEntity;
import dev.headgate.schema.Datum;
import java.util.List;
import java.util.Optional;

/// One entity that is not what it was. No member is null.
public sealed interface Change {
    /// The entity, as it is where there is one and as it was where not.
    NormalizedEntity entity();

    record Created(NormalizedEntity entity) implements Change {}

    record Deleted(NormalizedEntity entity) implements Change {}

    /// An entity that says something else than before.
    ///
    /// @param fields at least one, in the order of the field table
    record Updated(NormalizedEntity entity, List<FieldChange> fields) implements Change {}

    /// A field that has another value.
    ///
    /// @param path of the field: `config.minute`, `headers.x-env`
    /// @param before absent where the field is new
    /// @param after absent where the field is gone
    record FieldChange(String path, Optional<Datum> before, Optional<Datum> after) {}
}
