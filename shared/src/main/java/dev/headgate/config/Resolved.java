package dev.headgate.config;

import dev.headgate.schema.Values;
import java.util.Map;
import java.util.Optional;

/// A declared entity that has its id and knows whom it belongs to. Two are never equal, however alike.
final class Resolved {
    private final Declared declared;
    private final String id;
    private final Map<EntityKind, Resolved> references;

    Resolved(Declared declared, String id, Map<EntityKind, Resolved> references) {
        this.declared = declared;
        this.id = id;
        this.references = Map.copyOf(references);
    }

    Declared declared() {
        return declared;
    }

    String id() {
        return id;
    }

    /// The entity that it refers to, where there is one.
    Optional<Resolved> reference(EntityKind kind) {
        return Optional.ofNullable(references.get(kind));
    }

    /// The id of the entity that it refers to; empty where there is none.
    String referenceId(EntityKind kind) {
        return reference(kind).map(Resolved::id).orElse("");
    }

    /// The entity's fields, which are there once the file is known to have no mistakes.
    Values values() {
        return declared.values().orElseThrow();
    }
}
