package dev.headgate.difference;

import dev.headgate.config.NormalizedEntity;
import dev.headgate.config.NormalizedFile;
import dev.headgate.difference.Change.FieldChange;
import dev.headgate.schema.Datum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What changes for traffic from one configuration to another, after defaults: an entity is the same as another of the
/// same kind and id, and a named one without an id has an id of its name. Fields that no request depends on (tags, times,
/// what Headgate does not act on) are told apart.
///
/// @param changes in the order of the later file, what is gone at the end
/// @param withoutEffect what differs and changes nothing, a line each: `service orders: tags`
public record Difference(List<Change> changes, List<String> withoutEffect) {
    public Difference {
        changes = List.copyOf(changes);
        withoutEffect = List.copyOf(withoutEffect);
    }

    public static Difference between(NormalizedFile before, NormalizedFile after) {
        Map<String, NormalizedEntity> earlier = byKey(before);
        List<Change> changes = new ArrayList<>();
        List<String> withoutEffect = new ArrayList<>();
        for (NormalizedEntity entity : after.entities()) {
            NormalizedEntity old = earlier.remove(key(entity));
            if (old == null) {
                changes.add(new Change.Created(entity));
                continue;
            }
            List<FieldChange> fields = new ArrayList<>();
            List<String> silent = new ArrayList<>();
            compare("", old.fields(), entity.fields(), true, fields, silent);
            if (!fields.isEmpty()) {
                changes.add(new Change.Updated(entity, List.copyOf(fields)));
            }
            silent.forEach(path -> withoutEffect.add(entity.type() + " " + entity.label() + ": " + path));
        }
        earlier.values().forEach(gone -> changes.add(new Change.Deleted(gone)));
        if (before.passwordsAreHashed() != after.passwordsAreHashed()) {
            withoutEffect.add("the file: _transform");
        }
        return new Difference(changes, withoutEffect);
    }

    private static Map<String, NormalizedEntity> byKey(NormalizedFile file) {
        Map<String, NormalizedEntity> entities = new LinkedHashMap<>();
        file.entities().forEach(entity -> entities.put(key(entity), entity));
        return entities;
    }

    private static String key(NormalizedEntity entity) {
        return entity.list() + " " + entity.id();
    }

    private static void compare(String path, Datum.Members before, Datum.Members after, boolean hasEffect,
            List<FieldChange> changes, List<String> silent) {
        for (Datum.Member name : inOrder(before, after)) {
            Optional<Datum> old = before.member(name.name());
            Optional<Datum> now = after.member(name.name());
            boolean counts = hasEffect && name.hasEffect() && acts(name.value());
            if (old.equals(now)) {
                continue;
            }
            if (old.orElse(null) instanceof Datum.Members was && now.orElse(null) instanceof Datum.Members is) {
                compare(path + name.name() + ".", was, is, counts, changes, silent);
            } else if (counts) {
                changes.add(new FieldChange(path + name.name(), old, now));
            } else {
                silent.add(path + name.name());
            }
        }
    }

    /// A group of settings none of which has an effect has none either.
    private static boolean acts(Datum value) {
        return !(value instanceof Datum.Members(List<Datum.Member> members)) || members.isEmpty()
                || members.stream().anyMatch(member -> member.hasEffect() && acts(member.value()));
    }

    /// Every member of either side once, by name, those of the later side first.
    private static List<Datum.Member> inOrder(Datum.Members before, Datum.Members after) {
        List<Datum.Member> all = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Datum.Members side : List.of(after, before)) {
            side.members().stream().filter(member -> seen.add(member.name())).forEach(all::add);
        }
        return all;
    }

    /// How many entities are new, changed and gone.
    public Summary summary() {
        int created = 0;
        int updated = 0;
        int deleted = 0;
        for (Change change : changes) {
            switch (change) {
                case Change.Created _ -> created++;
                case Change.Updated _ -> updated++;
                case Change.Deleted _ -> deleted++;
            }
        }
        return new Summary(created, updated, deleted);
    }

    public record Summary(int created, int updated, int deleted) {
        public int total() {
            return created + updated + deleted;
        }
    }
}
