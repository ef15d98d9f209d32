package dev.headgate.config;

import dev.headgate.diagnostic.Entity;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Makes the entity that is read of the one that is written: what a file says once for many entities, and what an older
/// format says in other words.
@FunctionalInterface
interface Preparation {
    /// Changes nothing.
    Preparation NONE = (_, node, _) -> node;

    /// The entity to read. What is changed keeps the place of what it comes from.
    ///
    /// @param entity takes findings
    MappingNode prepared(EntityKind kind, MappingNode node, Entity entity);

    /// This one first, then another.
    default Preparation then(Preparation next) {
        return (kind, node, entity) -> next.prepared(kind, prepared(kind, node, entity), entity);
    }
}
