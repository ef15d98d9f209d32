package dev.headgate.config;

import dev.headgate.diagnostic.Location;
import dev.headgate.schema.SchemaReader;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A glance at a mapping as written, for what must be known of an entity even when other parts of it are wrong: its name,
/// and whether fields are there at all.
record NodeView(MappingNode node, SchemaReader reader) {
    Location location() {
        return reader.locate(node);
    }

    /// Where a node begins.
    static Location locate(Node node) {
        return new SchemaReader().locate(node);
    }

    /// The value of a field; empty where it is absent or null.
    Optional<Node> value(String field) {
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(field)) {
                Node value = tuple.getValueNode();
                return value.getTag().equals(Tag.NULL) ? Optional.empty() : Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// Where a field's value stands; the mapping's place where it is absent.
    Location location(String field) {
        return value(field).map(reader::locate).orElseGet(this::location);
    }

    /// The text of a field; empty where it is absent or something else.
    String text(String field) {
        Optional<Node> value = value(field);
        return value.isPresent() && value.get() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)
                ? scalar.getValue()
                : "";
    }

    /// The name or id by which a field refers to an entity, written alone or as a mapping; empty where it does not.
    String reference(String field) {
        Optional<NodeView> mapping = value(field).filter(MappingNode.class::isInstance)
                .map(value -> new NodeView((MappingNode) value, reader));
        return mapping.flatMap(view -> CommonFields.REFERENCE_KEYS.stream().map(view::text)
                .filter(text -> !text.isEmpty()).findFirst()).orElseGet(() -> text(field));
    }

    /// Whether a field says `false`.
    boolean isFalse(String field) {
        return value(field).filter(value -> value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)
                && scalar.getValue().equalsIgnoreCase("false")).isPresent();
    }

    /// Whether a field says anything: it is there, not null, and no empty text, list or mapping.
    boolean isWritten(String field) {
        return value(field).filter(value -> switch (value) {
            case ScalarNode scalar -> !scalar.getValue().isEmpty();
            case SequenceNode list -> !list.getValue().isEmpty();
            case MappingNode mapping -> !mapping.getValue().isEmpty();
            default -> true;
        }).isPresent();
    }

    /// The texts of a list; whatever else stands in it is left out.
    List<String> texts(String field) {
        return value(field).filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast)
                .map(list -> list.getValue().stream().filter(ScalarNode.class::isInstance)
                        .map(item -> ((ScalarNode) item).getValue()).toList())
                .orElse(List.of());
    }

    /// Whether a value says nothing, however deep it looks: null, an empty text, or a list or mapping of such values.
    static boolean isEmpty(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty();
            case SequenceNode list -> list.getValue().stream().allMatch(NodeView::isEmpty);
            case MappingNode mapping ->
                    mapping.getValue().stream().map(NodeTuple::getValueNode).allMatch(NodeView::isEmpty);
            default -> false;
        };
    }
}
