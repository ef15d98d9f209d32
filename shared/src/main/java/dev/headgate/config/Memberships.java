package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which consumers are in which consumer groups, by whichever of the three lists a file says it: Kong's
/// `consumer_group_consumers`, and decK's `groups` of a consumer and `consumers` of a group.
final class Memberships {
    private final Map<EntityKind, List<Resolved>> entities;
    private final Map<String, Resolved> consumers = new HashMap<>();
    private final Map<String, Resolved> groups = new HashMap<>();
    private final Map<Resolved, List<String>> groupNames = new HashMap<>();

    /// Reports names that name nobody.
    ///
    /// @param entities all kinds, in file order
    Memberships(Map<EntityKind, List<Resolved>> entities) {
        this.entities = entities;
        collect();
    }

    /// The names of a consumer's groups.
    List<String> of(Resolved consumer) {
        return groupNames.getOrDefault(consumer, List.of());
    }

    private void collect() {
        entities.get(EntityKind.CONSUMER_GROUP_CONSUMER)
                .forEach(membership -> membership.reference(EntityKind.CONSUMER).ifPresent(consumer -> membership
                        .reference(EntityKind.CONSUMER_GROUP).ifPresent(group -> add(consumer, group))));
        index(EntityKind.CONSUMER, consumers, List.of("id", "custom_id", "username"));
        index(EntityKind.CONSUMER_GROUP, groups, List.of("id", "name"));
        for (Resolved consumer : entities.get(EntityKind.CONSUMER)) {
            named(consumer, "groups", EntityKind.CONSUMER_GROUP, groups, List.of("name", "id"))
                    .forEach(group -> add(consumer, group));
        }
        for (Resolved group : entities.get(EntityKind.CONSUMER_GROUP)) {
            named(group, "consumers", EntityKind.CONSUMER, consumers, List.of("username", "custom_id", "id"))
                    .forEach(consumer -> add(consumer, group));
        }
    }

    private void add(Resolved consumer, Resolved group) {
        groupNames.computeIfAbsent(consumer, _ -> new ArrayList<>()).add(group.declared().view().text("name"));
    }

    private void index(EntityKind kind, Map<String, Resolved> byName, List<String> fields) {
        for (Resolved entity : entities.get(kind)) {
            for (String field : fields) {
                String name = field.equals("id") ? entity.id() : entity.declared().view().text(field);
                if (!name.isEmpty()) {
                    byName.putIfAbsent(field + "\n" + name, entity);
                }
            }
        }
    }

    /// The entities that a list inside another entity names, each by the first of the fields that it has.
    private static List<Resolved> named(Resolved owner, String list, EntityKind kind, Map<String, Resolved> byName,
            List<String> fields) {
        List<Resolved> found = new ArrayList<>();
        owner.declared().values().ifPresent(values -> values.list(list, Values.class).forEach(
                item -> named(owner, list, item, kind, byName, fields).ifPresent(found::add)));
        return found;
    }

    private static Optional<Resolved> named(Resolved owner, String list, Values item, EntityKind kind,
            Map<String, Resolved> byName, List<String> fields) {
        for (String field : fields) {
            if (item.has(field)) {
                String name = item.text(field);
                Optional<Resolved> found = Optional.ofNullable(byName.get(field + "\n" + name));
                if (found.isEmpty()) {
                    owner.declared().entity().report(Code.HG0110, item.location(field), list,
                            "invalid reference '" + kind.singular() + ": " + name + "' (no such entry in '"
                                    + kind.plural() + "').",
                            "Declare it in " + kind.plural() + ".");
                }
                return found;
            }
        }
        owner.declared().entity().report(Code.HG0103, item.location(), list, "required field missing.",
                "Write " + fields.getFirst() + ".");
        return Optional.empty();
    }
}
