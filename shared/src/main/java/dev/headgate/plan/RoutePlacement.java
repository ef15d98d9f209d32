package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What holds for all keys of a route: whether it can be native at all, and what its plugins become. For one thread.
final class RoutePlacement {
    private final ApiType api;
    private final PlacementSettings settings;
    private final RunnablePlugins plugins;
    private final PluginForms forms;
    private final NativeBackend backend;
    private final SharedBackends shared;
    private final Map<String, Placed> byRouteId = new HashMap<>();

    /// @param reasons why no key of the route can be native; empty where some can
    /// @param differences that every key has
    /// @param isGuardedAlike whether all routes to its backend have the same plugins
    record Placed(NativeForm form, List<Reason> reasons, Set<Difference> differences, boolean isGuardedAlike) {}

    RoutePlacement(ApiType api, PlacementSettings settings, RunnablePlugins plugins, PluginForms forms,
            NativeBackend backend, SharedBackends shared) {
        this.api = api;
        this.settings = settings;
        this.plugins = plugins;
        this.forms = forms;
        this.backend = backend;
        this.shared = shared;
    }

    NativeBackend backend() {
        return backend;
    }

    Placed of(Route route) {
        return byRouteId.computeIfAbsent(route.id(), _ -> place(route));
    }

    private Placed place(Route route) {
        List<PluginInstance> running = plugins.of(route);
        NativeForm form = forms.of(route, running);
        List<Reason> reasons = new ArrayList<>(ofCriteria(route));
        reasons.addAll(form.reasons());
        Set<Difference> differences = EnumSet.of(Difference.GATEWAY_FIELDS, Difference.ERROR_BODIES);
        differences.addAll(form.differences());
        if (api == ApiType.REST) {
            differences.add(Difference.REST_REQUESTS);
        }
        if (form.answer().isEmpty()) {
            differences.add(Difference.FORWARDING_FIELDS);
            if (api == ApiType.REST) {
                differences.add(Difference.REMAPPED_FIELDS);
            }
            route.service().ifPresentOrElse(service -> {
                reasons.addAll(backend.reasons(route, service));
                differences.addAll(backend.differences(service));
            }, () -> reasons.add(of(route, ReasonCode.SERVICE, "service", "there is no service.", "")));
        }
        if (form.answer().filter(Integration.LambdaProxy.class::isInstance).isPresent()) {
            reasons.addAll(backend.reasonsOfFunction(route));
        }
        differences.stream().filter(difference -> !settings.policy().accepts(difference))
                .forEach(difference -> reasons.add(refused(route, difference)));
        return new Placed(form, reasons, differences, shared.isGuardedAlike(route, running));
    }

    private List<Reason> ofCriteria(Route route) {
        List<Reason> reasons = new ArrayList<>();
        if (settings.policy() == PlacementPolicy.ROUTER) {
            reasons.add(of(route, ReasonCode.POLICY, "", "the policy is router.", ""));
        }
        if (!route.protocols().contains(Protocol.HTTPS)) {
            reasons.add(of(route, ReasonCode.PROTOCOLS, "protocols", "https is not among them.", "Add https."));
        }
        if (!route.hosts().isEmpty()) {
            reasons.add(of(route, ReasonCode.HOSTS, "hosts", "it takes certain hosts only.",
                    "Remove hosts where all clients use the same."));
        }
        if (!route.headers().isEmpty()) {
            reasons.add(of(route, ReasonCode.HEADERS, "headers", "it takes certain header fields only.", ""));
        }
        if (!route.snis().isEmpty()) {
            reasons.add(of(route, ReasonCode.SNIS, "snis", "it takes certain server names only.", ""));
        }
        return reasons;
    }

    private Reason refused(Route route, Difference difference) {
        return switch (difference) {
            case RETRIES -> ofService(route, difference, "retries",
                    "Write retries: 0, or place by the policy balanced.");
            case TIME_LIMITS -> ofService(route, difference, "read_timeout",
                    "Write time limits of 29000 or more, or place by the policy balanced.");
            case AUTHORIZER_CACHE -> of(route, ReasonCode.DIFFERENCE, "", difference.meaning(),
                    "Write authorizer_cache_seconds: 0, or place by the policy balanced.");
            default -> of(route, ReasonCode.DIFFERENCE, "", difference.meaning(), "Place by the policy balanced.");
        };
    }

    private static Reason ofService(Route route, Difference difference, String field, String rewording) {
        return new Reason(ReasonCode.DIFFERENCE, route.service().map(Service::location).orElse(route.location()), field,
                difference.meaning(), rewording);
    }

    static Reason of(Route route, ReasonCode code, String field, String message, String rewording) {
        return new Reason(code, route.location(), field, message, rewording);
    }
}
