package dev.headgate.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a REST API holds: a tree of resources
/// ([quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)).
///
/// A REST API does not come back from a resource that has no method for a request, nor from one that has nothing for the
/// rest of the path. So every resource has a method for all, and something for all that is below it: where no key stands,
/// the router.
final class RestApiRoom implements Room {
    private static final int RESOURCES_MAX = 300;
    /// Of CloudFormation's 500 resources in a stack, what functions, gateway responses, alarms and the like leave.
    private static final int STACK_MAX = 380;
    private static final PathTemplate ROOT = new PathTemplate(List.of(), false);
    private static final PathTemplate ALL = new PathTemplate(List.of(), true);

    private final Set<RouteKey> keys = new LinkedHashSet<>();
    private final Set<RouteKey> covers = new LinkedHashSet<>();
    private Set<PathTemplate> wanted = new LinkedHashSet<>();
    private int answerBytes;

    @Override
    public Optional<Refusal> take(Candidate candidate) {
        Set<PathTemplate> more = new LinkedHashSet<>(wanted);
        addWithParents(more, candidate.key().key().path());
        candidate.covers().forEach(cover -> addWithParents(more, cover.path()));
        for (PathTemplate path : more) {
            if (path.segments().stream().anyMatch(segment -> segment.contains("~"))) {
                return Optional.of(new Refusal(ReasonCode.CHARACTERS, "no resource of a REST API has a ~ in its path.",
                        ""));
            }
            if (path.isGreedy() && more.contains(segmentBelow(path))) {
                return Optional.of(new Refusal(ReasonCode.SIBLINGS,
                        path + " and " + segmentBelow(path) + " cannot both be there.", ""));
            }
        }
        int resources = closed(more).size();
        if (resources > RESOURCES_MAX) {
            return full("300 resources");
        }
        if (resources + methods(candidate, resources) > STACK_MAX) {
            return full("room for " + STACK_MAX + " resources and methods in its stack");
        }
        if (answerBytes + candidate.key().integration().answerBytes() > ANSWER_BYTES_MAX) {
            return full("room for 200 KB of answers in its stack's template");
        }
        answerBytes += candidate.key().integration().answerBytes();
        wanted = more;
        keys.add(candidate.key().key());
        covers.addAll(candidate.covers());
        return Optional.empty();
    }

    /// Every resource has one for all methods, and some have others beside.
    private int methods(Candidate candidate, int resources) {
        Set<RouteKey> all = new LinkedHashSet<>(keys);
        all.addAll(covers);
        all.add(candidate.key().key());
        all.addAll(candidate.covers());
        return resources + (int) all.stream().filter(key -> !key.method().equals(RouteKey.ANY)).count();
    }

    private static Optional<Refusal> full(String what) {
        return Optional.of(new Refusal(ReasonCode.BUDGET, "a REST API has " + what + ".",
                "Give the routes that matter weights in headgate.yaml, under placement."));
    }

    private static void addWithParents(Set<PathTemplate> paths, PathTemplate path) {
        for (int length = 1; length <= path.segments().size(); length++) {
            paths.add(new PathTemplate(path.segments().subList(0, length), false));
        }
        paths.add(path);
    }

    private static PathTemplate segmentBelow(PathTemplate greedy) {
        List<String> segments = new ArrayList<>(greedy.segments());
        segments.add("");
        return new PathTemplate(segments, false);
    }

    /// The same with something below every resource.
    private static Set<PathTemplate> closed(Set<PathTemplate> paths) {
        Set<PathTemplate> closed = new LinkedHashSet<>(paths);
        closed.add(ROOT);
        for (PathTemplate path : List.copyOf(closed)) {
            PathTemplate below = new PathTemplate(path.segments(), true);
            if (!path.isGreedy() && !paths.contains(segmentBelow(below))) {
                closed.add(below);
            }
        }
        return closed;
    }

    @Override
    public List<RouteKey> guards() {
        Stream<RouteKey> everyMethod = closed(wanted).stream().map(path -> new RouteKey(RouteKey.ANY, path))
                .filter(key -> !key.path().equals(ROOT) && !key.path().equals(ALL));
        return Stream.concat(covers.stream(), everyMethod).distinct().filter(key -> !keys.contains(key))
                .sorted(Comparator.comparing(RouteKey::toString)).toList();
    }
}
