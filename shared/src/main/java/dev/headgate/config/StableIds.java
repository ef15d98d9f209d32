package dev.headgate.config;

import dev.headgate.model.NamedIds;

/// Ids for entities that are declared without one. Where Kong has such an id too, it is the same
/// (declarative_config.lua, `generate_uuid`), so counters and logs survive a move from one to the other.
final class StableIds {
    private StableIds() {}

    /// The id of the entity of this kind that is known by this key.
    static String of(EntityKind kind, String key) {
        return NamedIds.of(kind.namespace(), key);
    }

    /// The id of an entity that has nothing to be known by, made of what it says. It stands in a namespace of its own,
    /// so that no name can take it.
    static String ofNameless(EntityKind kind, String content) {
        return NamedIds.of(kind.plural() + "#nameless", content);
    }
}
