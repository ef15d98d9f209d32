package dev.headgate.local.assembly.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The resources of an API by their paths, and which of them a request selects.
///
/// A resource is a candidate when its path matches and it has the request's method, or ANY. From the root downwards a
/// segment's own name goes before `{variable}`, and that before `{greedy+}`; where a branch leads to no candidate, the next
/// one is taken, from the same place or further up. LocalStack's tests against AWS (2024) recorded both halves of that with
/// a greedy sibling: an OPTIONS for `/test`, which has POST only, goes to `/{proxy+}`; so does `/part1/other` beside
/// `/part1/known`; and ANY of `/test/any` goes before OPTIONS of `/{proxy+}`.
///
/// What of that is not documented stands in [Undocumented]; beside it, that a variable takes no empty segment, and a greedy
/// one no empty rest.
final class ResourceTree {
    /// What a request selects.
    ///
    /// @param variables what the variables of the resource's path stand for, as it was sent
    record Selection(RestResource resource, RestMethod method, Map<String, String> variables) {
        Selection {
            variables = Map.copyOf(variables);
        }
    }

    private static final class Node {
        private final Map<String, Node> named = new HashMap<>();
        private Optional<Node> variable = Optional.empty();
        private Optional<RestResource> greedy = Optional.empty();
        private Optional<RestResource> resource = Optional.empty();
    }

    private final Node root = new Node();
    private final Undocumented undocumented;
    private final List<RestResource> resources = new ArrayList<>();

    private ResourceTree(Undocumented undocumented) {
        this.undocumented = undocumented;
    }

    /// A tree of all resources of an API.
    ///
    /// @throws NotEmulatedException when two resources cannot stand side by side
    static ResourceTree of(Collection<RestResource> resources, Undocumented undocumented)
            throws NotEmulatedException {
        ResourceTree tree = new ResourceTree(undocumented);
        for (RestResource resource : resources) {
            tree.add(resource);
            tree.resources.add(resource);
        }
        return tree;
    }

    private void add(RestResource resource) throws NotEmulatedException {
        Node node = root;
        for (String part : resource.parts()) {
            if (PathVariable.isGreedy(part)) {
                if (node.greedy.isPresent() || node.variable.isPresent()) {
                    throw siblings(resource);
                }
                node.greedy = Optional.of(resource);
                return;
            }
            if (PathVariable.isVariable(part)) {
                if (node.greedy.isPresent()) {
                    throw siblings(resource);
                }
                node.variable = Optional.of(node.variable.orElseGet(Node::new));
                node = node.variable.get();
            } else {
                node = node.named.computeIfAbsent(part, _ -> new Node());
            }
        }
        if (node.resource.isPresent()) {
            throw siblings(resource);
        }
        node.resource = Optional.of(resource);
    }

    /// API Gateway refuses these when they are made.
    private static NotEmulatedException siblings(RestResource resource) {
        return new NotEmulatedException("\"" + resource.path()
                + "\" has a sibling that takes the same requests: a resource has one child of a name, and one with a variable");
    }

    /// All methods, such as `GET /pets/{id}`, by path and name.
    List<String> methods() {
        return resources.stream().sorted(Comparator.comparing(RestResource::path))
                .flatMap(resource -> new TreeSet<>(resource.methods().keySet()).stream()
                        .map(method -> method + " " + resource.path()))
                .toList();
    }

    /// What a request selects; empty where API Gateway answers with MISSING_AUTHENTICATION_TOKEN.
    ///
    /// @param rawPath without the stage
    Optional<Selection> select(String method, String rawPath) {
        List<String> segments = segments(rawPath);
        return select(root, segments, 0, method).map(resource -> new Selection(resource,
                resource.method(method).orElseThrow(), PathVariable.variables(resource.parts(), segments)));
    }

    private List<String> segments(String rawPath) {
        List<String> segments = PathVariable.segments(rawPath);
        while (undocumented.trailingSlashes() == Undocumented.TrailingSlashes.ALL && !segments.isEmpty()
                && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments;
    }

    /// Each node stands at one depth only, so that it is visited once at the most.
    private Optional<RestResource> select(Node node, List<String> segments, int at, String method) {
        if (at == segments.size()) {
            return node.resource.filter(resource -> resource.method(method).isPresent());
        }
        String segment = segments.get(at);
        Optional<Node> named = Optional.ofNullable(node.named.get(switch (undocumented.pathForm()) {
            case RAW -> segment;
            case DECODED -> UriText.decoded(segment);
        }));
        boolean mayVary = !segment.isEmpty()
                && (named.isEmpty() || undocumented.branches() == Undocumented.Branches.LEFT_AGAIN);
        boolean mayBeGreedy = undocumented.branches() != Undocumented.Branches.FINAL
                || named.isEmpty() && node.variable.isEmpty();
        return named.flatMap(next -> select(next, segments, at + 1, method))
                .or(() -> node.variable.filter(_ -> mayVary).flatMap(next -> select(next, segments, at + 1, method)))
                .or(() -> node.greedy
                        .filter(_ -> mayBeGreedy && (segments.size() > at + 1 || !segment.isEmpty()))
                        .filter(resource -> resource.method(method).isPresent()));
    }
}
