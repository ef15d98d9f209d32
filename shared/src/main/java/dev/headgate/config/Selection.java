package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which entities are read: those that have all of the selected tags, as decK's `--select-tag` has it, and whatever stands
/// inside them. Keeps account of those that are left out. For use by one thread.
final class Selection {
    private final List<String> tags;
    private final Set<String> namesLeftOut = new HashSet<>();
    private final Map<EntityKind, Integer> countsLeftOut = new EnumMap<>(EntityKind.class);

    /// @param tags none for all entities
    Selection(List<String> tags) {
        this.tags = List.copyOf(tags);
    }

    /// Whether an entity is read by its own tags.
    boolean takes(NodeView entity) {
        return tags.isEmpty() || entity.texts("tags").containsAll(tags);
    }

    /// Notes that an entity is not read.
    void leaveOut(EntityKind kind, NodeView entity) {
        countsLeftOut.merge(kind, 1, Integer::sum);
        for (String field : List.of("id", "name", "username")) {
            String name = entity.text(field);
            if (!name.isEmpty()) {
                namesLeftOut.add(kind + "\n" + name);
            }
        }
    }

    /// Whether an entity of this name or id is there and not read.
    boolean isLeftOut(EntityKind kind, String nameOrId) {
        return namesLeftOut.contains(kind + "\n" + nameOrId);
    }

    /// Reports a reference to an entity that is not read.
    void reportLeftOut(EntityKind kind, String name, Location place, Entity entity) {
        entity.report(Code.HG0110, place, kind.singular(), "invalid reference '" + kind.singular() + ": " + name
                + "' (not among what is selected by tags).",
                "Give the " + kind.singular() + " the tags too: " + String.join(", ", tags) + ".");
    }

    /// Tells how many entities were left out.
    ///
    /// @param isAnyTaken whether any entity was read
    /// @param place of the first file
    void report(boolean isAnyTaken, Location place, Entity file) {
        if (countsLeftOut.isEmpty()) {
            return;
        }
        if (!isAnyTaken) {
            file.report(Code.HG0113, place, "tags", "no entity has the selected tags: " + String.join(", ", tags) + ".",
                    "Select tags that stand in the file.");
            return;
        }
        file.report(Code.HG0404, place, "tags", "left out, since they lack the selected tags "
                + String.join(", ", tags) + ": " + countsLeftOut.entrySet().stream()
                        .map(count -> count.getKey().plural() + " " + count.getValue())
                        .collect(Collectors.joining(", "))
                + ".", "");
    }
}
