package dev.headgate.config;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Nodes that stand for something else than what is written at their place.
final class WrittenNodes {
    private WrittenNodes() {}

    /// The mapping with another value for a key, at the place of that value; a key that it lacks is added.
    static MappingNode with(MappingNode mapping, String key, Node value) {
        List<NodeTuple> tuples = new ArrayList<>(mapping.getValue().size() + 1);
        boolean found = false;
        for (NodeTuple tuple : mapping.getValue()) {
            boolean isMeant = tuple.getKeyNode() instanceof ScalarNode known && known.getValue().equals(key);
            found |= isMeant;
            tuples.add(isMeant ? new NodeTuple(tuple.getKeyNode(), value) : tuple);
        }
        if (!found) {
            tuples.add(new NodeTuple(text(key, value), value));
        }
        return with(mapping, tuples);
    }

    /// The mapping with other entries.
    static MappingNode with(MappingNode mapping, List<NodeTuple> tuples) {
        return new MappingNode(mapping.getTag(), true, tuples, mapping.getFlowStyle(), mapping.getStartMark(),
                mapping.getEndMark());
    }

    /// The list with other items.
    static SequenceNode with(SequenceNode list, List<Node> items) {
        return new SequenceNode(list.getTag(), true, items, list.getFlowStyle(), list.getStartMark(),
                list.getEndMark());
    }

    /// A text at the place of a node.
    static ScalarNode text(String text, Node place) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.DOUBLE_QUOTED, place.getStartMark(),
                place.getEndMark());
    }

    /// A list at the place of a node.
    static SequenceNode list(List<Node> items, Node place) {
        return new SequenceNode(Tag.SEQ, true, items, FlowStyle.FLOW, place.getStartMark(), place.getEndMark());
    }

    /// An empty mapping at the place of a node.
    static MappingNode nothing(Node place) {
        return new MappingNode(Tag.MAP, true, List.of(), FlowStyle.FLOW, place.getStartMark(), place.getEndMark());
    }
}
