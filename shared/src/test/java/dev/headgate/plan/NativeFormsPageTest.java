package dev.headgate.plan;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.diagnostic.Location;
import dev.headgate.golden.GoldenFile;
import dev.headgate.model.Gateway;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.Throttle;
import dev.headgate.routing.RouteTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page's table of plugins is what the planner makes of each.
class NativeFormsPageTest {
    private static final Path PAGE = Path.of("../docs/placement.md");
    private static final String TOKENS = "issuer: https://id.test, issuers_allowed: [https://id.test], auth_methods: [bearer], "
            + "bearer_token_param_type: [header]";

    /// Plugins in YAML, of a route or of all, and whether the user has written a throttle for the route.
    private record Sample(String shown, String plugins, String global, boolean isThrottled) {
        static Sample of(String plugins) {
            return new Sample(plugins, plugins, "", false);
        }

        static Sample of(String shown, String plugins) {
            return new Sample(shown, plugins, "", false);
        }

        static Sample forAll(String shown, String plugins) {
            return new Sample(shown, "", plugins, false);
        }
    }

    private static final List<Sample> SAMPLES = List.of(
            Sample.of("{name: key-auth, config: {key_in_query: false}}"), Sample.of("{name: key-auth}"),
            Sample.of("{name: key-auth, config: {anonymous: guest}}"), Sample.of("{name: jwt}"),
            Sample.of("{name: basic-auth}"), Sample.of("{name: hmac-auth}"),
            Sample.of("{name: key-auth}, {name: acl, config: {allow: [partners]}}"),
            Sample.of("openid-connect, bearer tokens in `Authorization`, `issuers_allowed`, `audience_required`",
                    "{name: openid-connect, config: {" + TOKENS + ", audience_required: [api]}}"),
            Sample.of("the same without `audience_required`", "{name: openid-connect, config: {" + TOKENS + "}}"),
            Sample.of(
                    "{name: request-transformer, config: {remove: {headers: [x-old]}, append: {querystring: ['v:1']}}}"),
            Sample.of("{name: request-transformer, config: {add: {headers: ['x-new:1']}}}"),
            Sample.of("{name: response-transformer, config: {remove: {headers: [x-old]}}}"),
            Sample.forAll("cors, once, for all routes", "{name: cors}"),
            Sample.of("{name: rate-limiting, config: {minute: 60}}"),
            new Sample("rate-limiting, with a throttle in `headgate.yaml`",
                    "{name: rate-limiting, config: {minute: 60}}", "", true),
            Sample.of("{name: aws-lambda, config: {function_name: work, awsgateway_compatible: true, "
                    + "is_proxy_integration: true}}"),
            Sample.of("{name: request-termination, config: {status_code: 410}}"), Sample.of("{name: correlation-id}"),
            Sample.of("{name: ip-restriction, config: {allow: [10.0.0.0/8]}}"),
            Sample.forAll("ip-restriction, once, for all routes",
                    "{name: ip-restriction, config: {allow: [10.0.0.0/8]}}"),
            Sample.forAll("the same with `auth: strict`", "{name: ip-restriction, config: {allow: [10.0.0.0/8]}}"),
            Sample.of("{name: request-validator, config: {body_schema: '{\"type\": \"object\"}', version: draft4}}"));

    @Test
    void the_page_has_what_plugins_become() throws IOException {
        GoldenFile.assertHoldsBetween(PAGE, "<!-- plugins: written from the code -->\n", "<!-- /plugins -->\n",
                "| plugins of a route | HTTP API | REST API |\n|---|---|---|\n" + SAMPLES.stream()
                        .map(sample -> "| "
                                + (sample.shown().startsWith("{") ? "`" + sample.shown() + "`" : sample.shown())
                                + " | " + becomes(ApiType.HTTP, sample) + " | " + becomes(ApiType.REST, sample)
                                + " |\n")
                        .collect(Collectors.joining()));
    }

    private static String becomes(ApiType api, Sample sample) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", """
                _format_version: "3.0"
                consumers: [{username: guest}]
                services: [{name: s, url: http://b.test, retries: 0, routes: [{name: r, paths: ['~/a$'], plugins: [PLUGINS]}]}]
                """.replace("PLUGINS", sample.plugins())
                + (sample.global().isEmpty() ? "" : "plugins: [" + sample.global() + "]\n"));
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        Map<String, OfRoute> routes = sample.isThrottled()
                ? Map.of("r", new OfRoute(1, Optional.of(new Throttle(1, 1)), Location.of("headgate.yaml")))
                : Map.of();
        Plan plan = Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                new PlacementSettings(PlacementPolicy.BALANCED, 60, routes, Map.of()),
                sample.shown().contains("`auth: strict`") ? CallerRules.STRICT : CallerRules.EDGE);
        RoutePlan route = plan.routes().getFirst();
        return route.keys().isEmpty()
                ? "router: " + route.reasons().stream().map(Reason::message)
                        .map(message -> message.replaceFirst("^[a-z-]+: ", "")).collect(Collectors.joining(" "))
                : words(plan, route.keys().getFirst());
    }

    private static String words(Plan plan, Plan.NativeKey key) {
        String authorized = switch (key.authorization()) {
            case Authorization.None _ -> "";
            case Authorization.Jwt _ -> ", a JWT authorizer";
            case Authorization.Lambda(var sources, _) -> sources.isEmpty()
                    ? ", Headgate's authorizer"
                    : ", Headgate's authorizer, whose answers may be kept";
        };
        String by = switch (key.integration()) {
            case Integration.HttpProxy proxy when proxy.mapping().request().keySet().stream()
                    .anyMatch(change -> change.contains("x-old")) || !proxy.mapping().response().isEmpty() ->
                    ", parameter mapping";
            case Integration.HttpProxy _ -> "";
            case Integration.VpcLink _ -> ", a VPC link";
            case Integration.LambdaProxy _ -> ", a Lambda integration";
            case Integration.Constant _ -> ", a MOCK integration";
        };
        return "native" + authorized + by + (key.throttle().isPresent() ? ", API Gateway's throttle" : "")
                + (plan.cors().isPresent() ? ", the API's CORS" : "")
                + (plan.addresses().isPresent() ? ", a resource policy" : "");
    }
}
