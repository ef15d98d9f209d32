package dev.headgate.plan.moves;

import dev.headgate.json.JsonValue;
import java.util.List;

/// Where a plan serves a route. No member is null.
///
/// @param id the route's
/// @param name the route's; its id where it has none
/// @param placement in words: `native`, `router`
public record PlannedRoute(
        String id,
        String name,
        String placement,
        List<PlannedKey> keys,
        List<PlannedReason> reasons) {
    public PlannedRoute {
        keys = List.copyOf(keys);
        reasons = List.copyOf(reasons);
    }

    static PlannedRoute of(JsonValue.Members route) {
        String id = route.text("id").orElse("");
        return new PlannedRoute(id, route.text("name").orElse(id), route.text("placement").orElse(""),
                route.objects("keys").stream().map(PlannedKey::of).toList(),
                route.objects("reasons").stream().map(PlannedReason::of).toList());
    }

    /// Whether it has keys of its own.
    public boolean isNativeInPart() {
        return !keys.isEmpty();
    }
}
