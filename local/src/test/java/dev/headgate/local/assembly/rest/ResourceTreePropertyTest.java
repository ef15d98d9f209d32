package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The search in the tree against the rule in one sentence: of all resources that match path and method, the one whose
/// first different part is a name rather than a variable, and a variable rather than a greedy one.
class ResourceTreePropertyTest {
    private static final RestIntegration NOBODY = new RestIntegration.Mock(Map.of(),
            RestIntegration.Passthrough.NEVER, false, List.of());

    @Provide
    Arbitrary<List<RestResource>> resources() {
        Arbitrary<String> part = Arbitraries.of("a", "b", "{v}", "{g+}");
        Arbitrary<List<String>> methods = Arbitraries.of("GET", "POST", "ANY").list().ofMinSize(1).ofMaxSize(2);
        return part.list().ofMaxSize(3)
                .flatMap(parts -> methods.map(names -> new RestResource(String.join("/", parts), path(parts),
                        methods(names))))
                .list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of("a", "b", "c", "").list().ofMaxSize(4).map(parts -> "/" + String.join("/", parts));
    }

    /// Nothing stands behind a greedy variable.
    private static String path(List<String> parts) {
        int greedy = parts.indexOf("{g+}");
        return "/" + String.join("/", greedy < 0 ? parts : parts.subList(0, greedy + 1));
    }

    private static Map<String, RestMethod> methods(List<String> names) {
        Map<String, RestMethod> methods = new TreeMap<>();
        names.forEach(name -> methods.put(name, new RestMethod(name, Optional.empty(), NOBODY)));
        return methods;
    }

    @Property(tries = 5_000)
    void the_tree_selects_what_the_rule_says(@ForAll("resources") List<RestResource> resources,
            @ForAll("targets") String target) {
        ResourceTree tree;
        try {
            tree = ResourceTree.of(resources, Undocumented.DEFAULT);
        } catch (NotEmulatedException _) {
            return;
        }
        List<RestResource> candidates = new ArrayList<>(resources.stream()
                .filter(resource -> resource.method("GET").isPresent() && matches(resource.parts(), target)).toList());
        candidates.sort(Comparator.comparing(resource -> rank(resource.parts())));
        assertThat(tree.select("GET", target).map(selection -> selection.resource().path()))
                .isEqualTo(candidates.stream().findFirst().map(RestResource::path));
    }

    private static boolean matches(List<String> parts, String target) {
        List<String> segments = PathVariable.segments(target);
        for (int i = 0; i < parts.size(); i++) {
            if (PathVariable.isGreedy(parts.get(i))) {
                return i < segments.size() && !String.join("/", segments.subList(i, segments.size())).isEmpty();
            }
            boolean isTaken = i < segments.size() && (PathVariable.isVariable(parts.get(i))
                    ? !segments.get(i).isEmpty()
                    : segments.get(i).equals(parts.get(i)));
            if (!isTaken) {
                return false;
            }
        }
        return parts.size() == segments.size();
    }

    private static String rank(List<String> parts) {
        StringBuilder rank = new StringBuilder();
        parts.forEach(part -> rank.append(PathVariable.isGreedy(part) ? 2 : PathVariable.isVariable(part) ? 1 : 0));
        return rank.toString();
    }
}
