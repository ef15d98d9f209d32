package dev.headgate.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/// Makes nodes of a parser's events. The library's own composer also keeps two lists of comments and the end of every
/// node; of a large file that is a third of all memory, and of no use here.
final class NodeComposer {
    private final Parser parser;
    private final ScalarResolver words;
    private final boolean keepsEnds;
    private final Map<Anchor, Node> anchors = new HashMap<>();

    /// @param words says what unquoted words are
    /// @param keepsEnds whether nodes know where they end
    NodeComposer(Parser parser, ScalarResolver words, boolean keepsEnds) {
        this.parser = parser;
        this.words = words;
        this.keepsEnds = keepsEnds;
        if (parser.checkEvent(Event.ID.StreamStart)) {
            parser.next();
        }
    }

    /// The root of the next document; empty behind the last one.
    Optional<Node> next() {
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.next();
        anchors.clear();
        Node root = node();
        parser.next();
        return Optional.of(root);
    }

    private Node node() {
        Event event = parser.next();
        return switch (event) {
            case AliasEvent alias -> anchored(alias);
            case ScalarEvent scalar -> named(scalar, new ScalarNode(tag(scalar), true, scalar.getValue(),
                    scalar.getScalarStyle(), scalar.getStartMark(), end(scalar)));
            case SequenceStartEvent start -> sequence(start);
            case MappingStartEvent start -> mapping(start);
            default -> throw new ComposerException("unexpected " + event.getEventId(), event.getStartMark());
        };
    }

    private Node anchored(AliasEvent alias) {
        Node node = anchors.get(alias.getAlias());
        if (node == null) {
            throw new ComposerException("found undefined alias " + alias.getAlias(), alias.getStartMark());
        }
        return node;
    }

    private Node sequence(SequenceStartEvent start) {
        List<Node> items = new ArrayList<>();
        SequenceNode node = new SequenceNode(tag(start.getTag(), Tag.SEQ), true, items, start.getFlowStyle(),
                start.getStartMark(), end(start));
        named(start, node);
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node());
        }
        Event end = parser.next();
        if (keepsEnds) {
            node.setEndMark(end.getEndMark());
        }
        return node;
    }

    private Node mapping(MappingStartEvent start) {
        List<NodeTuple> tuples = new ArrayList<>();
        MappingNode node = new MappingNode(tag(start.getTag(), Tag.MAP), true, tuples, start.getFlowStyle(),
                start.getStartMark(), end(start));
        named(start, node);
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Node key = node();
            tuples.add(new NodeTuple(key, node()));
        }
        Event end = parser.next();
        if (keepsEnds) {
            node.setEndMark(end.getEndMark());
        }
        return node;
    }

    /// Before anything in the node is read, since an alias in it may name it.
    private Node named(NodeEvent event, Node node) {
        if (event.getAnchor().isPresent()) {
            node.setAnchor(event.getAnchor());
            anchors.put(event.getAnchor().get(), node);
        }
        return node;
    }

    private Tag tag(ScalarEvent scalar) {
        return scalar.getTag().filter(tag -> !tag.equals("!")).map(Tag::new).orElseGet(
                () -> words.resolve(scalar.getValue(), scalar.getImplicit().canOmitTagInPlainScalar()));
    }

    private static Tag tag(Optional<String> written, Tag otherwise) {
        return written.filter(tag -> !tag.equals("!")).map(Tag::new).orElse(otherwise);
    }

    private Optional<Mark> end(Event event) {
        return keepsEnds ? event.getEndMark() : Optional.empty();
    }
}
