package dev.headgate.schema;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Location;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/// A value's place inside what is read, and how to speak of it.
///
/// @param path the mapping's place inside what is read: empty, or `redis.`
/// @param name the value's place inside the mapping: `paths`, `paths[2]`
/// @param field the field that it belongs to
/// @param hidden whether the value must not be shown
/// @param node the value
/// @param reader finds locations
/// @param problems where findings go
record Place(
        String path,
        String name,
        Field field,
        boolean hidden,
        Node node,
        SchemaReader reader,
        Problems problems) {
    /// Of a value from the environment nothing is shown.
    Place {
        hidden |= FilledIn.is(node);
    }

    Place item(int index, Node item) {
        return new Place(path, name + "[" + index + "]", field, hidden, item, reader, problems);
    }

    Place entry(String key, Node value) {
        return new Place(path, name + "." + Quoted.shortened(key), field, hidden, value, reader, problems);
    }

    /// The same place, for a value that must not be shown.
    Place concealed() {
        return new Place(path, name, field, true, node, reader, problems);
    }

    Location location() {
        return reader.locate(node);
    }

    /// The value as a message may show it.
    String shown() {
        return hidden ? "***" : Quoted.describe(node);
    }

    <T> Optional<T> refuse(Code code, String message, String hint) {
        return problems.refuse(code, location(), path + name, message, hint);
    }
}
