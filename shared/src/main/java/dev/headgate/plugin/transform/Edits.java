package dev.headgate.plugin.transform;

import java.util.List;
import java.util.function.Function;

/// What a transformer plugin is to do with one part of a message. The kinds are applied in the order of the components,
/// each in the order of its list. Immutable.
///
/// @param remove names that go
/// @param rename names that become others
/// @param replace values for names that are there
/// @param add values for names that are not there
/// @param append further values, for names that are there or not
/// @param <V> what values are: templates in a configuration, texts once they are rendered
public record Edits<V>(
        List<String> remove,
        List<Change<V>> rename,
        List<Change<V>> replace,
        List<Change<V>> add,
        List<Change<V>> append) {

    /// A name and its value, or its new name.
    public record Change<V>(String name, V value) {
        /// Reads `name:value`: the name ends at the first colon, and colons after it do not count, as in Kong.
        /// The value is empty where there is none.
        public static Change<String> parse(String entry) {
            int colon = entry.indexOf(':');
            if (colon < 0) {
                return new Change<>(entry, "");
            }
            int value = colon;
            while (value < entry.length() && entry.charAt(value) == ':') {
                value++;
            }
            return new Change<>(entry.substring(0, colon), entry.substring(value));
        }
    }

    public Edits {
        remove = List.copyOf(remove);
        rename = List.copyOf(rename);
        replace = List.copyOf(replace);
        add = List.copyOf(add);
        append = List.copyOf(append);
    }

    public boolean isEmpty() {
        return remove.isEmpty() && rename.isEmpty() && replace.isEmpty() && add.isEmpty() && append.isEmpty();
    }

    /// The same edits with other values.
    public <W> Edits<W> map(Function<V, W> value) {
        return new Edits<>(remove, map(rename, value), map(replace, value), map(add, value), map(append, value));
    }

    private static <V, W> List<Change<W>> map(List<Change<V>> changes, Function<V, W> value) {
        return changes.stream().map(change -> new Change<>(change.name(), value.apply(change.value()))).toList();
    }
}
