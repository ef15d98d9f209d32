package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Gateway;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.Throttle;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The group `placement` of `headgate.yaml`.
final class PlacementFields {
    private static final int CACHE_SECONDS_MAX = 3600;
    /// The quota of an account, which can be raised.
    private static final double RATE_MAX = 1_000_000;

    private static final RecordSchema THROTTLE = RecordSchema.of(
            required("requests_per_second", FieldType.decimal(0.01, RATE_MAX), "How fast the bucket fills."),
            required("burst", FieldType.whole(1, (long) RATE_MAX), "How many requests it takes at once."));

    static final Field FIELD = optional("placement", FieldType.group(RecordSchema.of(
            defaulted("policy", FieldType.oneOf(Arrays.stream(PlacementPolicy.values())
                    .map(policy -> policy.name().toLowerCase(Locale.ROOT)).toArray(String[]::new)),
                    "strict", "How far native placement may differ from the router."),
            defaulted("authorizer_cache_seconds", FieldType.whole(0, CACHE_SECONDS_MAX), 0L,
                    "For how long API Gateway may keep what the authorizer answered."),
            optional("routes", FieldType.mapOf(FieldType.group(RecordSchema.of(
                    defaulted("weight", FieldType.decimal(0, Integer.MAX_VALUE), 1.0,
                            "The route's share of the traffic, compared with the others'."),
                    optional("throttle", FieldType.group(THROTTLE),
                            "API Gateway's throttle, which then stands for the route's rate-limiting.")))),
                    "What is said of single routes, by name or id."))),
            "Which routes API Gateway may serve without the router.");

    private PlacementFields() {}

    static PlacementSettings read(Values placement) {
        Map<String, OfRoute> routes = new LinkedHashMap<>();
        placement.map("routes", Values.class).forEach((name, route) -> routes.put(name,
                new OfRoute(route.decimal("weight"), route.group("throttle").map(PlacementFields::throttle),
                        route.location())));
        return new PlacementSettings(PlacementPolicy.valueOf(placement.text("policy").toUpperCase(Locale.ROOT)),
                placement.integer("authorizer_cache_seconds"), routes);
    }

    private static Throttle throttle(Values throttle) {
        return new Throttle(throttle.decimal("requests_per_second"), throttle.integer("burst"));
    }

    /// An error for every route that is named and is not there.
    static List<Diagnostic> check(PlacementSettings settings, Optional<Gateway> gateway) {
        if (gateway.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        gateway.get().routes().forEach(route -> known.addAll(List.of(route.id(), route.name())));
        return settings.routes().entrySet().stream().filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> new Diagnostic(Code.HG0501, entry.getValue().location(), "", "", "placement.routes",
                        "there is no route " + entry.getKey() + ".", "Write the name or the id of a route."))
                .sorted((one, other) -> one.location().compareTo(other.location())).toList();
    }
}
