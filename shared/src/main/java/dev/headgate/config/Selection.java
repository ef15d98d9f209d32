package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.ArrayList;
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
    private final List<Guard> guardsLeftOut = new ArrayList<>();

    /// A plugin that refuses requests and is not read.
    private record Guard(NodeView plugin, Entity entity) {}

    /// @param tags none for all entities
    Selection(List<String> tags) {
        this.tags = List.copyOf(tags);
    }

    /// Whether an entity is read by its own tags.
    boolean takes(NodeView entity) {
        return tags.isEmpty() || entity.texts("tags").containsAll(tags);
    }

    /// Notes that an entity that stands inside no other is not read.
    void leaveOut(EntityKind kind, NodeView view, Entity entity) {
        if (kind == EntityKind.PLUGIN && RefusingPlugins.has(view.text("name")) && !view.isFalse("enabled")) {
            guardsLeftOut.add(new Guard(view, entity));
        }
        leaveOut(kind, view);
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

    /// Tells which plugins were left out that would refuse requests to what is read, and how many other entities.
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
        List<Guard> missed = guardsLeftOut.stream().filter(guard -> isWhatItIsForRead(guard.plugin())).toList();
        missed.forEach(this::reportMissed);
        Map<EntityKind, Integer> others = new EnumMap<>(countsLeftOut);
        others.merge(EntityKind.PLUGIN, -missed.size(), Integer::sum);
        String counts = others.entrySet().stream().filter(count -> count.getValue() > 0)
                .map(count -> count.getKey().plural() + " " + count.getValue()).collect(Collectors.joining(", "));
        if (!counts.isEmpty()) {
            file.report(Code.HG0404, place, "tags", "left out, since they lack the selected tags "
                    + String.join(", ", tags) + ": " + counts + ".", "");
        }
    }

    /// A plugin of a service that is left out as well protects nothing that is read.
    private boolean isWhatItIsForRead(NodeView plugin) {
        return EntityKind.PLUGIN.references().stream()
                .noneMatch(kind -> isLeftOut(kind, plugin.reference(kind.singular())));
    }

    private void reportMissed(Guard guard) {
        guard.entity().report(Code.HG0313, guard.plugin().location(), "tags",
                "left out, since it lacks the selected tags " + String.join(", ", tags) + ": of "
                        + scope(guard.plugin()) + ", requests pass that it would refuse.",
                "Give the plugin the tags too: " + String.join(", ", tags) + ".");
    }

    private static String scope(NodeView plugin) {
        String scope = EntityKind.PLUGIN.references().stream().filter(kind -> plugin.isWritten(kind.singular()))
                .map(kind -> kind.singular() + " " + plugin.reference(kind.singular()))
                .collect(Collectors.joining(", "));
        return scope.isEmpty() ? "all routes" : scope;
    }
}
