package dev.headgate.routing;

import dev.headgate.http.Request;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All routes of a configuration, ready to tell which one a request belongs to: the first in order of [Rank] whose
/// criteria all hold, as in Kong's `traditional_compatible` router (kong/router/transform.lua, atc.lua, fields.lua).
/// How long that takes depends on the request and on how much of the table it could match, not on the table's size.
/// One by one, and so in proportion to their number, are only tried: expressions of which nothing is certain before a
/// flag such as `(?i)`, a choice at the top or something that crosses slashes (`~/.*/x$`), and routes that differ in
/// nothing but the expressions that their headers take.
///
/// What differs from Kong: routes of equal rank are tried in the order of the file, where Kong's order is that of their
/// ids; hosts and server names are compared without regard to case; groups of a header's expression are not captures.
///
/// Immutable, so one table serves all threads without locks.
public final class RouteTable {
    private final List<VirtualRoute> ranked;
    private final List<Candidate> candidates;
    private final boolean hasPaths;
    private final PathIndex overHttp;
    private final PathIndex overHttps;

    private RouteTable(List<VirtualRoute> ranked) {
        this.ranked = List.copyOf(ranked);
        this.candidates = List.copyOf(candidates(ranked));
        this.hasPaths = candidates.stream().anyMatch(candidate -> candidate.path().isPresent());
        boolean serverNames = candidates.stream()
                .anyMatch(candidate -> !candidate.owner().conditions().serverNames().isEmpty());
        this.overHttp = PathIndex.of(reachable(candidates, false),
                EnumSet.complementOf(EnumSet.of(Dimension.SERVER_NAME)));
        this.overHttps = serverNames
                ? PathIndex.of(reachable(candidates, true), EnumSet.allOf(Dimension.class))
                : overHttp;
    }

    /// The table of these routes; those of disabled services are left out, as in Kong.
    ///
    /// @throws IllegalArgumentException when an expression is one that [LinearRegex#problem] or
    ///         [LinearRegex#headerProblem] objects to: readers refuse those before
    public static RouteTable compile(List<Route> routes) {
        List<VirtualRoute> virtual = new ArrayList<>(routes.size());
        for (Route route : routes) {
            if (route.service().map(Service::enabled).orElse(true)) {
                virtual.addAll(VirtualRoute.split(route));
            }
        }
        virtual.sort(Comparator.comparing(VirtualRoute::rank).thenComparingInt(entry -> entry.route().order()));
        return new RouteTable(virtual);
    }

    private static List<Candidate> candidates(List<VirtualRoute> ranked) {
        List<Candidate> candidates = new ArrayList<>(ranked.size());
        for (VirtualRoute owner : ranked) {
            if (owner.paths().isEmpty()) {
                candidates.add(Candidate.of(candidates.size(), owner));
            }
            for (PathPattern path : owner.paths()) {
                candidates.add(Candidate.of(candidates.size(), owner, path));
            }
        }
        return candidates;
    }

    /// Without those that ask for the same as an earlier one and so can never be the first.
    private static List<Candidate> reachable(List<Candidate> candidates, boolean https) {
        record Criteria(List<String> methods, List<HostPattern> hosts, List<HeaderCriterion> headers, List<String> snis,
                Optional<PathPattern> path) {}
        Set<Criteria> seen = HashSet.newHashSet(candidates.size());
        List<Candidate> reachable = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Route route = candidate.owner().route();
            if (seen.add(new Criteria(route.methods(), route.hosts(), route.headers(), https ? route.snis() : List.of(),
                    candidate.path()))) {
                reachable.add(candidate);
            }
        }
        return reachable;
    }

    /// The route that a request belongs to; empty when there is none, which Kong answers with 404.
    public Optional<Match> match(Request request) {
        Search search = search(Search.forFirst(Query.of(request)));
        return search.best().map(candidate -> candidate.match(search.query().path().text()));
    }

    /// Carries a search out. Apart so that tests can read what it cost.
    Search search(Search search) {
        if (search.query().path().isUtf8() || !hasPaths) {
            (search.query().https() ? overHttps : overHttp).search(search);
        }
        return search;
    }

    /// Pairs of routes of equal rank that can match the same request, for which only their place in the file decides
    /// (Kong: their ids), in the order of the later one. Each pair is certain and comes with a request to prove it; that
    /// every such pair is there is not promised: of many routes with the same criteria each is told only with the first,
    /// and expressions are tried with a few paths each. Takes time in proportion to the table.
    public List<Tie> ties() {
        return new Ties(this).find();
    }

    /// The table in the order in which routes are tried: a route with plain paths of several lengths, or with plain paths
    /// and expressions, stands in it several times.
    public List<RankedRoute> ranked() {
        return ranked.stream().map(RankedRoute::of).toList();
    }

    /// Every path of every route in the order in which they are tried.
    public List<RankedPath> rankedPaths() {
        return candidates.stream().map(RankedPath::of).toList();
    }

    /// Which paths of which routes can claim a path. Made anew by each call, in time that grows with the table.
    public PathClaims pathClaims() {
        return new PathClaims(candidates);
    }

    /// Why a request goes where it goes. Looks at every route: for people, not for traffic.
    public Explanation explain(Request request) {
        return Explainer.explain(this, request);
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<VirtualRoute> virtualRoutes() {
        return ranked;
    }
}
