package dev.headgate.plan.moves;

import dev.headgate.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A plan as `headgate plan --format json` writes it, of this version of Headgate or an earlier one, as far as it is
/// compared. Immutable.
///
/// @param settings what it says of the API as a whole
/// @param routes in the order of the file
public record PlanRecord(JsonValue.Members settings, List<PlannedRoute> routes) {
    /// What is compared of the API as a whole.
    private static final List<String> SETTINGS = List.of("api", "placement", "guards", "cors", "addresses");
    private static final Set<String> ROUTE_TEXTS = Set.of("id", "name", "placement");

    public PlanRecord {
        routes = List.copyOf(routes);
    }

    /// The plan of a document; empty for a document that is something else.
    public static Optional<PlanRecord> of(JsonValue document) {
        return document instanceof JsonValue.Members members && isPlan(members)
                ? Optional.of(new PlanRecord(settings(members),
                        members.objects("routes").stream().map(PlannedRoute::of).toList()))
                : Optional.empty();
    }

    private static boolean isPlan(JsonValue.Members document) {
        return document.text("api").isPresent() && document.text("placement").isPresent()
                && document.values().get("routes") instanceof JsonValue.Items routes && routes.values().stream()
                        .allMatch(route -> route instanceof JsonValue.Members members && isRoute(members));
    }

    private static boolean isRoute(JsonValue.Members route) {
        return ROUTE_TEXTS.stream().allMatch(name -> route.text(name).isPresent())
                && route.objects("keys").stream().allMatch(key -> key.text("key").isPresent());
    }

    private static JsonValue.Members settings(JsonValue.Members document) {
        JsonValue.Members settings = JsonValue.Members.NONE;
        for (String name : SETTINGS) {
            settings = settings.withOptional(name, document.member(name));
        }
        return settings;
    }

    /// The kind of API: `http` or `rest`.
    public String api() {
        return settings.text("api").orElse("");
    }
}
