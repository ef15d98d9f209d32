package dev.headgate.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All candidates, filed by the paths that they can match: a tree of texts in which an edge can also stand for the rest
/// of a segment. A request's path is walked through it once, along each way that fits, so the cost is that of the path
/// and of what it can match, and not that of the table. Thousands of expressions like `/tenants/(?<t>[^/]+)/orders$`
/// share the nodes that they have in common.
///
/// Immutable, so safe for use by many threads.
final class PathIndex {
    private final Node root;

    private PathIndex(Node root) {
        this.root = root;
    }

    /// @param candidates in order of their places
    /// @param dimensions what candidates of one path may be told apart by
    static PathIndex of(List<Candidate> candidates, Set<Dimension> dimensions) {
        Draft root = new Draft();
        for (Candidate candidate : candidates) {
            PathKey key = PathKey.of(candidate);
            Draft draft = root;
            for (int i = 0; i < key.texts().size(); i++) {
                draft = (i == 0 ? draft : draft.segment()).down(key.texts().get(i));
            }
            (key.toEnd() ? draft.ending : draft.passing).add(candidate);
        }
        return new PathIndex(root.node("", dimensions));
    }

    void search(Search search) {
        search(root, search, 0);
    }

    /// @param at what of the path was walked so far
    private static void search(Node node, Search search, int at) {
        search.countStep();
        String path = search.query().path().text();
        if (at < path.length()) {
            Node next = node.child(path.charAt(at));
            if (next != null && search.wants(next.first) && path.startsWith(next.text, at)) {
                search(next, search, at + next.text.length());
            }
        }
        if (node.segment != null && search.wants(node.segment.first)) {
            int slash = path.indexOf('/', at);
            search(node.segment, search, slash < 0 ? path.length() : slash);
        }
        if (at == path.length() && search.wants(node.ending.first())) {
            node.ending.search(search);
        }
        if (search.wants(node.passing.first())) {
            node.passing.search(search);
        }
    }

    private static final class Node {
        /// On the way from the parent to here; empty at the root and behind the rest of a segment.
        private final String text;
        /// The first characters of the children's texts, in order.
        private final char[] signs;
        private final Node[] children;
        /// What follows the rest of the segment; null for nothing.
        private final Node segment;
        /// Candidates for paths that have come this far.
        private final Selector passing;
        /// Candidates for paths that end here.
        private final Selector ending;
        /// The smallest place in here and below.
        private final int first;

        Node(String text, char[] signs, Node[] children, Node segment, Selector passing, Selector ending) {
            this.text = text;
            this.signs = signs;
            this.children = children;
            this.segment = segment;
            this.passing = passing;
            this.ending = ending;
            int smallest = Math.min(passing.first(), ending.first());
            smallest = segment == null ? smallest : Math.min(smallest, segment.first);
            for (Node child : children) {
                smallest = Math.min(smallest, child.first);
            }
            this.first = smallest;
        }

        Node child(char sign) {
            int index = Arrays.binarySearch(signs, sign);
            return index < 0 ? null : children[index];
        }
    }

    /// A node while the tree grows.
    private static final class Draft {
        private final Map<Character, Edge> edges = new HashMap<>(2);
        private final List<Candidate> passing = new ArrayList<>(1);
        private final List<Candidate> ending = new ArrayList<>(1);
        private Draft segment;

        private record Edge(String text, Draft to) {}

        Draft segment() {
            if (segment == null) {
                segment = new Draft();
            }
            return segment;
        }

        /// The node that a text leads to, made if need be; an edge with another end is split.
        Draft down(String text) {
            if (text.isEmpty()) {
                return this;
            }
            Edge edge = edges.get(text.charAt(0));
            if (edge == null) {
                edge = new Edge(text, new Draft());
                edges.put(text.charAt(0), edge);
                return edge.to;
            }
            int common = common(edge.text, text);
            if (common < edge.text.length()) {
                Draft middle = new Draft();
                middle.edges.put(edge.text.charAt(common), new Edge(edge.text.substring(common), edge.to));
                edge = new Edge(edge.text.substring(0, common), middle);
                edges.put(text.charAt(0), edge);
            }
            return edge.to.down(text.substring(common));
        }

        private static int common(String a, String b) {
            int length = Math.min(a.length(), b.length());
            for (int i = 0; i < length; i++) {
                if (a.charAt(i) != b.charAt(i)) {
                    return i;
                }
            }
            return length;
        }

        Node node(String text, Set<Dimension> dimensions) {
            char[] signs = new char[edges.size()];
            int filled = 0;
            for (char sign : edges.keySet()) {
                signs[filled++] = sign;
            }
            Arrays.sort(signs);
            Node[] children = new Node[signs.length];
            for (int i = 0; i < signs.length; i++) {
                Edge edge = edges.get(signs[i]);
                children[i] = edge.to.node(edge.text, dimensions);
            }
            return new Node(text, signs, children, segment == null ? null : segment.node("", dimensions),
                    Selector.of(passing, dimensions), Selector.of(ending, dimensions));
        }
    }
}
