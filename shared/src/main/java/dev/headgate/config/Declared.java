package dev.headgate.config;

import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.Values;
import java.util.Optional;

/// An entity as the file declares it, before anything is known of the others. Two declarations are never equal, however
/// alike.
final class Declared {
    private final EntityKind kind;
    private final Entity entity;
    private final NodeView view;
    private final Optional<Declared> parent;
    private final Optional<Values> values;

    /// @param parent the entity inside whose declaration this one stands
    /// @param values absent when the entity's own fields have mistakes
    Declared(EntityKind kind, Entity entity, NodeView view, Optional<Declared> parent, Optional<Values> values) {
        this.kind = kind;
        this.entity = entity;
        this.view = view;
        this.parent = parent;
        this.values = values;
    }

    EntityKind kind() {
        return kind;
    }

    /// Takes findings about it.
    Entity entity() {
        return entity;
    }

    NodeView view() {
        return view;
    }

    Optional<Declared> parent() {
        return parent;
    }

    Optional<Values> values() {
        return values;
    }

    Location location() {
        return view.location();
    }

    /// The written id; empty where there is none or it is no id.
    String writtenId() {
        String id = view.text("id");
        return NameRules.isId(id) ? id : "";
    }
}
