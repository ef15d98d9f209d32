package dev.headgate.router;

import dev.headgate.http.Request;
import dev.headgate.identity.Identity;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.Acl;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.Step;
import dev.headgate.plugin.TimeLeft;
import dev.headgate.routing.Match;
import dev.headgate.routing.NormalizedPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The authorizer's core: finds the route in the way the router does and runs the route's plugins up to the last one that
/// authenticates, as Kong runs them.
///
/// It vouches for nothing but what it verified: for each plugin that ended with the identity which it names. A request that
/// it has nothing to say of goes on to the router, which then does all by itself; so a route on which both should ever
/// differ is slower, never open.
public final class Authenticator {
    private Authenticator() {}

    /// Looks at a request, whose body is not there.
    ///
    /// @throws RuntimeException when a plugin fails, such as for a store that is not available
    public static Verdict authenticate(ActiveGateway active, Request request) {
        return switch (Reception.of(active.compiled(), request)) {
            case Reception.Answered _ -> new Verdict.NotNeeded(Optional.empty());
            case Reception.Admitted(Match match, var forwarded) -> {
                // Only JSON can be handed on in an authorizer's context, so plugins are not shown what else is accepted.
                Request shown = request.withHeaders(request.headers().without("Accept"));
                Exchange exchange = Exchanges.of(shown, match, forwarded, Attestation.NONE,
                        TimeLeft.UNLIMITED);
                yield run(upToAuthentication(active.compiled(), match), exchange, active.resources());
            }
        };
    }

    /// Looks at a request that API Gateway itself hands to its backend. Nobody looks at it afterwards, so that it passes only
    /// with a credential that every authentication plugin of its route accepts, and acl too.
    ///
    /// @throws RuntimeException when a plugin fails, such as for a store that is not available
    public static Verdict authenticateForBackend(ActiveGateway active, Request request) {
        if (!NormalizedPath.isUnambiguous(request.target().rawPath())) {
            return new Verdict.Unproven(Optional.empty());
        }
        return switch (Reception.of(active.compiled(), request)) {
            case Reception.Answered _ -> new Verdict.Unproven(Optional.empty());
            case Reception.Admitted(Match match, var forwarded) -> {
                Request shown = request.withHeaders(request.headers().without("Accept"));
                yield judge(active, Exchanges.of(shown, match, forwarded, Attestation.NONE, TimeLeft.UNLIMITED));
            }
        };
    }

    private static Verdict judge(ActiveGateway active, Exchange received) {
        Optional<Route> route = Optional.of(received.match().route());
        Exchange current = received;
        for (PluginInstance instance : active.compiled().plugins().chosen(received.match().route(), Optional.empty())) {
            if (!(instance.config() instanceof AuthenticationPlugin) && !(instance.config() instanceof Acl)) {
                continue;
            }
            switch (((Plugin) instance.config()).access(current, new PluginContext(instance, active.resources()))) {
                case Step.Answer(_, var response) -> {
                    return new Verdict.Refused(route, instance, response);
                }
                case Step.Proceed(Exchange next) -> current = next;
            }
        }
        return current.identity() instanceof Identity.Verified identity
                ? new Verdict.Admitted(route, identity, current.upstream().headers())
                : new Verdict.Unproven(route);
    }

    private static List<PluginInstance> upToAuthentication(CompiledGateway gateway, Match match) {
        if (!AuthenticationNeed.of(gateway, match.route()).isForAuthorizer()) {
            return List.of();
        }
        List<PluginInstance> chosen = gateway.plugins().chosen(match.route(), Optional.empty());
        int last = IntStream.range(0, chosen.size())
                .filter(i -> AuthenticationNeed.isForAuthorizer(chosen.get(i))).max().orElse(-1);
        return chosen.subList(0, last + 1);
    }

    private static Verdict run(List<PluginInstance> plugins, Exchange exchange, Resources resources) {
        Optional<Route> route = Optional.of(exchange.match().route());
        Exchange current = exchange;
        Set<String> verified = Set.of();
        for (PluginInstance instance : plugins) {
            boolean authenticates = instance.config() instanceof AuthenticationPlugin;
            if (authenticates && !AuthenticationNeed.isForAuthorizer(instance)) {
                continue;
            }
            switch (((Plugin) instance.config()).access(current, new PluginContext(instance, resources))) {
                case Step.Answer(_, var response) -> {
                    return authenticates
                            ? new Verdict.Refused(route, instance, response)
                            : new Verdict.NotNeeded(route);
                }
                case Step.Proceed(Exchange next) -> {
                    verified = verified(verified, instance, current.identity(), next.identity());
                    current = next;
                }
            }
        }
        return current.identity() instanceof Identity.Verified identity
                ? new Verdict.Attested(route, new Attestation(verified, identity), identity)
                : new Verdict.NotNeeded(route);
    }

    /// The plugins that are behind the identity so far. One whose identity a later plugin replaced by another is left to
    /// the router, which has to see that other identity.
    private static Set<String> verified(Set<String> before, PluginInstance instance, Identity was, Identity is) {
        if (is == was) {
            return before;
        }
        Set<String> plugins = new HashSet<>(is.equals(was) ? before : Set.of());
        plugins.add(instance.id());
        return plugins;
    }
}
