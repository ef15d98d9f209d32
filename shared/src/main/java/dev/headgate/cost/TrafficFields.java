package dev.headgate.cost;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.schema.EditDistance;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import java.util.List;
import java.util.Set;

/// The field table of a traffic profile. What holds without a file is nobody's average: each default is printed with the
/// result, so that it can be corrected.
final class TrafficFields {
    private static final long REQUESTS_MAX = 1_000_000_000_000L;
    private static final long MILLIS_MAX = 900_000;
    private static final double KILOBYTES_MAX = 10_240;
    private static final double BYTES_MAX = 1_048_576;

    static final String KONG_SIZING = "https://developer.konghq.com/gateway/resource-sizing-guidelines/";

    private TrafficFields() {}

    /// The table for a configuration.
    ///
    /// @param routeNames names of its routes, or ids of nameless ones
    static RecordSchema table(List<String> routeNames) {
        return RecordSchema.of(
                defaulted("requests_per_month", FieldType.whole(0, REQUESTS_MAX), 10_000_000L,
                        "Requests of all routes together, in all Regions."),
                defaulted("regions", FieldType.whole(1, 20), 1L, "In how many Regions the gateway is deployed."),
                optional("routes",
                        new FieldType.MapOf(FieldType.text(known(routeNames)),
                                FieldType.group(RecordSchema.of(ROUTE))),
                        "What differs for single routes, by their names, or ids where they have none."),
                backendMilliseconds(), requestKilobytes(), responseKilobytes(),
                defaulted("peak_to_average", FieldType.decimal(1, 10_000), 4.0,
                        "How many times the average of a month the busiest second has."),
                percent("credential_percent", 100,
                        "Requests to protected routes that bring a good credential; the others "
                                + "are refused and reach no backend."),
                percent("authorizer_cache_hit_percent", 80,
                        "Requests to native keys with Headgate's authorizer for which "
                                + "API Gateway remembers the authorizer's answer, where it may."),
                percent("key_lookup_percent", 10,
                        "Checks of API keys that ask DynamoDB, since neither the file nor the "
                                + "environment's memory of the last 30 seconds knows the key."),
                percent("cache_hit_percent", 50, "Requests to routes with proxy-cache that the cache answers."),
                percent("limited_percent", 0,
                        "Requests to routes with rate limits that are beyond a limit; they reach no "
                                + "backend."),
                defaulted("limited_keys", FieldType.whole(1, REQUESTS_MAX), 100L,
                        "Over how many callers, or whatever else rate limits count by, the requests of a moment to a route "
                                + "are spread."),
                defaulted("router_milliseconds", FieldType.whole(1, MILLIS_MAX), 10L,
                        "How long the router works on a request, the backend's time not counted."),
                defaulted("authorizer_milliseconds", FieldType.whole(1, MILLIS_MAX), 5L,
                        "How long the authorizer works on a request."),
                defaulted("memory_megabytes", FieldType.whole(128, 10_240), 1_024L, "Memory of each function."),
                defaulted("architecture", FieldType.oneOf("arm64", "x86_64"), "arm64", "The functions' processors."),
                percent("traced_percent", 5,
                        "Requests that X-Ray records beyond the first of each second and Region; 0 for "
                                + "none at all."),
                bytes("access_log_bytes", 450,
                        "What API Gateway logs of a request; a Kong node is taken to log as much."),
                bytes("function_log_bytes", 1_800,
                        "What a function logs of an invocation, Lambda's own lines among it."),
                defaulted("detailed_metrics", FieldType.flag(), true,
                        "Whether API Gateway measures each of its routes by itself."),
                defaulted("domain", FieldType.flag(), true, "Whether there is a custom domain."),
                defaulted("cloudfront", FieldType.flag(), false, "Whether CloudFront stands before the HTTP API."),
                bytes("cloudfront_log_bytes", 900, "What CloudFront logs of a request."),
                defaulted("waf_rules", FieldType.whole(0, 100), 0L,
                        "Rules of the web ACL, 0 for none. An HTTP API has one before CloudFront only."),
                defaulted("key_changes_per_month", FieldType.whole(0, REQUESTS_MAX), 0L,
                        "API keys that are made, changed or revoked in the table."),
                defaulted("kong_requests_per_second", FieldType.decimal(1, 1_000_000), 10_000.0,
                        "What a node of a Kong cluster serves: [Kong's guideline](" + KONG_SIZING
                                + ") for a medium node, an m5.large."),
                defaulted("kong_requests_per_connection", FieldType.decimal(1, 1_000_000), 10.0,
                        "How many requests clients send over a connection; load balancers count connections."),
                defaulted("kong_disk_gigabytes", FieldType.whole(1, 16_384), 20L, "The disk of a node."));
    }

    /// What may be said of a route.
    private static final Field[] ROUTE = {
            optional("requests", FieldType.whole(0, REQUESTS_MAX), "Its requests a month."),
            optional("weight", FieldType.decimal(0, 1_000_000),
                    "Its part, 1 by default, of what routes with requests leave of requests_per_month."),
            optional("native_percent", FieldType.decimal(0, 100),
                    "How much of it native keys take, where the plan serves it in part by the router."),
            optional("backend_milliseconds", FieldType.whole(0, MILLIS_MAX), "How long its backend takes."),
            optional("request_kilobytes", FieldType.decimal(0, KILOBYTES_MAX), "What a client sends."),
            optional("response_kilobytes", FieldType.decimal(0, KILOBYTES_MAX), "What a client gets.")};

    /// The fields of a route, for documentation.
    static RecordSchema route() {
        return RecordSchema.of(ROUTE);
    }

    private static Field backendMilliseconds() {
        return defaulted("backend_milliseconds", FieldType.whole(0, MILLIS_MAX), 100L,
                "How long backends take. The router is paid for waiting.");
    }

    private static Field requestKilobytes() {
        return defaulted("request_kilobytes", FieldType.decimal(0, KILOBYTES_MAX), 1.0,
                "What a client sends, body and header fields.");
    }

    private static Field responseKilobytes() {
        return defaulted("response_kilobytes", FieldType.decimal(0, KILOBYTES_MAX), 4.0,
                "What a client gets, body and header fields.");
    }

    private static Field percent(String name, double percent, String doc) {
        return defaulted(name, FieldType.decimal(0, 100), percent, doc);
    }

    private static Field bytes(String name, double bytes, String doc) {
        return defaulted(name, FieldType.decimal(0, BYTES_MAX), bytes, doc);
    }

    private static Rule<String> known(List<String> names) {
        return new Rule<>(Set.copyOf(names)::contains, "%s.", "",
                name -> "the configuration has no route '" + name + "'"
                        + EditDistance.closest(name, names).map(meant -> "; did you mean " + meant + "?").orElse(""));
    }
}
