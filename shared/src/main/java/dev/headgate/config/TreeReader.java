package dev.headgate.config;

import dev.headgate.config.LimitedParser.UnreadableException;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.FilledIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Makes a plain tree of parsed nodes: aliases followed within limits, `<<` merged (a written key wins over a merged one,
/// an earlier merge over a later one, as in YAML's merge key and in Kong's parser), repeated keys reported.
///
/// Every node is visited once, however often aliases name it: an anchor stands before its aliases, so the depth of the
/// recursion is that of the written text.
final class TreeReader {
    private static final String MERGE = "<<";

    private final String file;
    private final Diagnostics diagnostics;
    private final TextPositions positions;
    private final UnaryOperator<ScalarNode> values;
    /// What has an anchor, and so can stand in several places. Nodes are equal only to themselves.
    private final Map<Node, Tree> done = new HashMap<>();
    private final Set<Node> unfinished = new HashSet<>();
    private long mergedCount;

    /// @param file as locations name it
    /// @param positions where things stand in the file as written; the nodes that are made have marks of these places
    /// @param values applied to every scalar
    TreeReader(String file, Diagnostics diagnostics, TextPositions positions, UnaryOperator<ScalarNode> values) {
        this.file = file;
        this.diagnostics = diagnostics;
        this.positions = positions;
        this.values = values;
    }

    /// A node with everything in it resolved.
    ///
    /// @param size how many nodes it is, aliases followed
    /// @param depth how many mappings and lists stand inside each other
    private record Tree(Node node, long size, int depth) {}

    /// @throws UnreadableException when the tree is larger or deeper than Headgate reads
    Node read(Node root) {
        return tree(root).node();
    }

    private Tree tree(Node node) {
        if (node.getAnchor().isEmpty()) {
            return resolved(node);
        }
        Tree known = done.get(node);
        if (known != null) {
            return known;
        }
        if (!unfinished.add(node)) {
            throw new UnreadableException(Code.HG0004, node.getStartMark(), "this value contains itself by an alias.",
                    "");
        }
        Tree tree = resolved(node);
        unfinished.remove(node);
        done.put(node, tree);
        return tree;
    }

    private Tree resolved(Node node) {
        Tree tree = switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> new Tree(values.apply(placed(scalar)), 1, 0);
            default -> new Tree(node, 1, 0);
        };
        if (tree.size() > Limits.VALUES_MAX) {
            throw new UnreadableException(Code.HG0004, node.getStartMark(),
                    "aliases make more than " + Limits.VALUES_MAX + " values of this one.", "");
        }
        if (tree.depth() > Limits.DEPTH_MAX) {
            throw new UnreadableException(Code.HG0004, node.getStartMark(),
                    "more than " + Limits.DEPTH_MAX + " mappings and lists stand inside each other.", "");
        }
        return tree;
    }

    private Tree sequence(SequenceNode sequence) {
        List<Node> items = new ArrayList<>(sequence.getValue().size());
        long size = 1;
        int depth = 0;
        boolean same = positions.isUnchanged();
        for (Node item : sequence.getValue()) {
            Tree tree = tree(item);
            items.add(tree.node());
            same &= tree.node().equals(item);
            size += tree.size();
            depth = Math.max(depth, tree.depth());
        }
        if (same) {
            return new Tree(sequence, size, depth + 1);
        }
        return new Tree(new SequenceNode(sequence.getTag(), true, items, sequence.getFlowStyle(),
                positions.written(sequence.getStartMark()), positions.written(sequence.getEndMark())), size, depth + 1);
    }

    private ScalarNode placed(ScalarNode scalar) {
        if (positions.isUnchanged()) {
            return scalar;
        }
        ScalarNode placed = new ScalarNode(scalar.getTag(), true, scalar.getValue(), scalar.getScalarStyle(),
                positions.written(scalar.getStartMark()), positions.written(scalar.getEndMark()));
        if (positions.isFilledIn(scalar)) {
            FilledIn.mark(placed);
        }
        return placed;
    }

    private Tree mapping(MappingNode mapping) {
        Map<Object, NodeTuple> written = new LinkedHashMap<>();
        List<MappingNode> merged = new ArrayList<>();
        Optional<Mark> merge = Optional.empty();
        long size = 1;
        int depth = 0;
        boolean same = positions.isUnchanged();
        for (NodeTuple tuple : mapping.getValue()) {
            Tree value = tree(tuple.getValueNode());
            size += 1 + value.size();
            depth = Math.max(depth, value.depth());
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(MERGE)) {
                merged.addAll(merges(value.node()));
                merge = tuple.getValueNode().getStartMark();
                same = false;
                continue;
            }
            Node key = tree(tuple.getKeyNode()).node();
            boolean isSame = key.equals(tuple.getKeyNode()) && value.node().equals(tuple.getValueNode());
            same &= isSame;
            NodeTuple resolved = isSame ? tuple : new NodeTuple(key, value.node());
            NodeTuple earlier = written.put(identity(resolved.getKeyNode()), resolved);
            if (earlier != null) {
                reportRepeated(earlier.getKeyNode(), resolved.getKeyNode());
                same = false;
            }
        }
        if (same) {
            return new Tree(mapping, size, depth + 1);
        }
        for (MappingNode other : merged) {
            countMerged(other, merge);
            other.getValue().forEach(tuple -> written.putIfAbsent(identity(tuple.getKeyNode()), tuple));
        }
        return new Tree(new MappingNode(mapping.getTag(), true, List.copyOf(written.values()), mapping.getFlowStyle(),
                positions.written(mapping.getStartMark()), positions.written(mapping.getEndMark())), size, depth + 1);
    }

    /// Keys are the same when their text is; a key that is no text is only itself.
    private static Object identity(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : key;
    }

    /// The mappings that a `<<` brings in.
    private List<MappingNode> merges(Node value) {
        if (value instanceof MappingNode mapping) {
            return List.of(mapping);
        }
        if (value instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(MappingNode.class::isInstance)) {
            return sequence.getValue().stream().map(MappingNode.class::cast).toList();
        }
        report(Code.HG0102, location(value.getStartMark()), MERGE, "expected a mapping, or a list of mappings.",
                "Merge an anchored mapping: <<: *name.");
        return List.of();
    }

    /// Merging is the one thing whose work grows with the square of the text.
    private void countMerged(MappingNode other, Optional<Mark> place) {
        mergedCount += other.getValue().size();
        if (mergedCount > Limits.VALUES_MAX) {
            throw new UnreadableException(Code.HG0004, place,
                    "merging makes more than " + Limits.VALUES_MAX + " values of this one.", "");
        }
    }

    private void reportRepeated(Node earlier, Node later) {
        String key = later instanceof ScalarNode scalar ? scalar.getValue() : "";
        report(Code.HG0003, location(later.getStartMark()), key,
                "this key stands twice in one mapping; the first is at "
                        + location(earlier.getStartMark()) + ".",
                "Keep one of them.");
    }

    private void report(Code code, Location location, String field, String message, String hint) {
        diagnostics.add(new Diagnostic(code, location, "", "", field, message, hint));
    }

    private Location location(Optional<Mark> mark) {
        return mark.map(found -> new Location(file, found.getLine() + 1, found.getColumn() + 1))
                .orElse(Location.of(file));
    }
}
