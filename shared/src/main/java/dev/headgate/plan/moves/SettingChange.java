package dev.headgate.plan.moves;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A setting that has another value.
///
/// @param path of the setting: `integration.uri`, `differences`
/// @param before absent where the setting is new; of lists of words only those that are gone
/// @param after absent where the setting is gone; of lists of words only those that are new
public record SettingChange(String path, Optional<JsonValue> before, Optional<JsonValue> after) {
    /// All changes from one object to another, however deep. An object or list that is absent says as much as an empty one,
    /// and the order of a list says nothing.
    static List<SettingChange> between(Members before, Members after) {
        List<SettingChange> changes = new ArrayList<>();
        compare("", before, after, changes);
        return List.copyOf(changes);
    }

    private static void compare(String prefix, Members before, Members after, List<SettingChange> changes) {
        Set<String> names = new LinkedHashSet<>(after.values().keySet());
        names.addAll(before.values().keySet());
        for (String name : names) {
            Optional<JsonValue> old = before.member(name);
            Optional<JsonValue> now = after.member(name);
            if (isEach(old, now, Members.class)) {
                compare(prefix + name + ".", before.object(name), after.object(name), changes);
            } else if (isEach(old, now, Items.class)) {
                words(prefix + name, new Items(before.items(name)), new Items(after.items(name)), changes);
            } else if (!old.equals(now)) {
                changes.add(new SettingChange(prefix + name, old, now));
            }
        }
    }

    /// Whether both are of a kind, as far as they are there.
    private static boolean isEach(Optional<JsonValue> old, Optional<JsonValue> now, Class<? extends JsonValue> kind) {
        return Stream.of(old, now).flatMap(Optional::stream).allMatch(kind::isInstance)
                && (old.isPresent() || now.isPresent());
    }

    private static void words(String path, Items before, Items after, List<SettingChange> changes) {
        Optional<JsonValue> gone = without(before, after);
        Optional<JsonValue> come = without(after, before);
        if (gone.isPresent() || come.isPresent()) {
            changes.add(new SettingChange(path, gone, come));
        }
    }

    private static Optional<JsonValue> without(Items items, Items others) {
        List<JsonValue> left = items.values().stream().filter(item -> !others.values().contains(item)).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new Items(left));
    }
}
