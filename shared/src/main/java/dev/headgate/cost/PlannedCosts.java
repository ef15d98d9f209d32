package dev.headgate.cost;

import dev.headgate.cost.CostedRoute.NativeKey;
import dev.headgate.model.Gateway;
import dev.headgate.plan.Authorization;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.RunnablePlugins;
import java.util.List;

/// Reads off a plan what its costs depend on.
public final class PlannedCosts {
    private PlannedCosts() {}

    /// The plan as far as its costs go.
    ///
    /// @param gateway that the plan was made for
    /// @param isEdge whether the authorizer is asked before the router (`auth: edge`)
    public static CostedGateway of(Plan plan, Gateway gateway, boolean isEdge) {
        RunnablePlugins plugins = new RunnablePlugins(gateway.plugins());
        return new CostedGateway(switch (plan.api()) {
            case HTTP -> CostedApi.HTTP;
            case REST -> CostedApi.REST;
        }, isEdge, plan.guards().size(), plan.routes().stream().map(route -> route(route, plugins)).toList());
    }

    private static CostedRoute route(RoutePlan route, RunnablePlugins plugins) {
        List<NativeKey> keys = route.keys().stream().map(key -> key(key.authorization())).toList();
        return new CostedRoute(route.route().label(), keys, route.isNative(),
                PluginWork.of(route.route(), plugins.of(route.route())));
    }

    private static NativeKey key(Authorization authorization) {
        return switch (authorization) {
            case Authorization.None _ -> NativeKey.OPEN;
            case Authorization.Jwt _ -> NativeKey.JWT;
            case Authorization.Lambda(_, int cacheSeconds) ->
                    cacheSeconds > 0 ? NativeKey.AUTHORIZER : NativeKey.AUTHORIZER_UNCACHED;
        };
    }
}
