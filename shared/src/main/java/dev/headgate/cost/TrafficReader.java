package dev.headgate.cost;

import dev.headgate.config.SettingsReader;
import dev.headgate.cost.TrafficProfile.Edge;
import dev.headgate.cost.TrafficProfile.Functions;
import dev.headgate.cost.TrafficProfile.Given;
import dev.headgate.cost.TrafficProfile.Kong;
import dev.headgate.cost.TrafficProfile.Limits;
import dev.headgate.cost.TrafficProfile.RouteTraffic;
import dev.headgate.cost.TrafficProfile.Standard;
import dev.headgate.cost.TrafficProfile.Telemetry;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Datum;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads traffic profiles, in YAML or JSON. What it does not know is an error, and so is a route that the configuration
/// does not have.
public final class TrafficReader {
    private TrafficReader() {}

    /// What came of reading a profile.
    ///
    /// @param profile absent when there is any error
    /// @param diagnostics everything found, in file order
    public record Reading(Optional<TrafficProfile> profile, List<Diagnostic> diagnostics) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Reads a file's content: UTF-8, or UTF-16 with a byte order mark. An empty one says nothing: the defaults hold.
    ///
    /// @param fileName as locations are to name it
    /// @param routeNames names of the configuration's routes, or ids of nameless ones
    public static Reading read(String fileName, byte[] content, List<String> routeNames) {
        RecordSchema table = TrafficFields.table(routeNames)
                .check((values, entity) -> check(values, routeNames, entity));
        SettingsReader.Reading reading = new SettingsReader(table, Code.HG0801).read(fileName, content, List.of());
        return new Reading(reading.values().map(values -> profile(values, table)), reading.diagnostics());
    }

    private static void check(Values values, List<String> routeNames, Entity entity) {
        Map<String, Values> routes = values.map("routes", Values.class);
        long said = 0;
        boolean anyShares = routeNames.stream().anyMatch(name -> !routes.containsKey(name));
        for (Map.Entry<String, Values> route : routes.entrySet()) {
            Values own = route.getValue();
            if (own.has("requests") && own.has("weight")) {
                entity.report(Code.HG0801, own.location("weight"), "routes." + route.getKey() + ".weight",
                        "a route with requests does not share in the rest.", "Write either requests or weight.");
            }
            said += own.optionalWhole("requests").orElse(0L);
            anyShares |= !own.has("requests") && !(own.has("weight") && own.decimal("weight") == 0);
        }
        long all = values.whole("requests_per_month");
        if (said > all || said < all && !anyShares && !routeNames.isEmpty()) {
            entity.report(Code.HG0801, values.location(said > all ? "routes" : "requests_per_month"),
                    "requests_per_month", "the routes have " + said + " requests, all together " + all + ".",
                    said > all
                            ? "Write requests_per_month: " + said + " or more."
                            : "Write requests_per_month: " + said + ", or leave a route without requests.");
        }
    }

    private static TrafficProfile profile(Values values, RecordSchema table) {
        Standard standard = standard(values);
        Map<String, RouteTraffic> routes = new LinkedHashMap<>();
        values.map("routes", Values.class).forEach((name, route) -> routes.put(name, new RouteTraffic(
                route.optionalWhole("requests").map(BigDecimal::valueOf),
                route.has("weight") ? decimal(route, "weight") : BigDecimal.ONE,
                route.has("native_percent") ? Optional.of(share(route, "native_percent")) : Optional.empty(),
                standard(route, standard))));
        return new TrafficProfile(whole(values, "requests_per_month"), values.integer("regions"), standard, routes,
                decimal(values, "peak_to_average"), share(values, "credential_percent"),
                share(values, "authorizer_cache_hit_percent"), share(values, "key_lookup_percent"),
                share(values, "cache_hit_percent"),
                new Limits(share(values, "limited_percent"), values.whole("limited_keys")),
                new Functions(whole(values, "memory_megabytes"), values.text("architecture").equals("arm64"),
                        whole(values, "router_milliseconds"), whole(values, "authorizer_milliseconds")),
                new Telemetry(share(values, "traced_percent"), decimal(values, "access_log_bytes"),
                        decimal(values, "function_log_bytes"), values.flag("detailed_metrics")),
                new Edge(values.flag("domain"), values.flag("cloudfront"), decimal(values, "cloudfront_log_bytes"),
                        values.integer("waf_rules")),
                whole(values, "key_changes_per_month"),
                new Kong(decimal(values, "kong_requests_per_second"), decimal(values, "kong_requests_per_connection"),
                        whole(values, "kong_disk_gigabytes")),
                given(values, table));
    }

    private static Standard standard(Values values) {
        return new Standard(whole(values, "backend_milliseconds"), decimal(values, "request_kilobytes"),
                decimal(values, "response_kilobytes"));
    }

    private static Standard standard(Values route, Standard others) {
        return new Standard(
                route.optionalWhole("backend_milliseconds").map(BigDecimal::valueOf).orElse(others.backendMillis()),
                route.has("request_kilobytes") ? decimal(route, "request_kilobytes") : others.requestKilobytes(),
                route.has("response_kilobytes") ? decimal(route, "response_kilobytes") : others.responseKilobytes());
    }

    private static List<Given> given(Values values, RecordSchema table) {
        return Datum.of(values, table).members().stream().map(member -> new Given(member.name(),
                member.value().toString().replace("\"", ""), !values.isWritten(member.name()))).toList();
    }

    private static BigDecimal whole(Values values, String field) {
        return BigDecimal.valueOf(values.whole(field));
    }

    private static BigDecimal decimal(Values values, String field) {
        return BigDecimal.valueOf(values.decimal(field)).stripTrailingZeros();
    }

    private static BigDecimal share(Values values, String field) {
        return decimal(values, field).movePointLeft(2);
    }
}
