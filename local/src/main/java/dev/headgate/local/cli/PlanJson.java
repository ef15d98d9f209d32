package dev.headgate.local.cli;

import dev.headgate.cost.CostComparison;
import dev.headgate.json.JsonValue;
import dev.headgate.plan.Authorization;
import dev.headgate.plan.Difference;
import dev.headgate.plan.Integration;
import dev.headgate.plan.LimitScope;
import dev.headgate.plan.NativeAddresses;
import dev.headgate.plan.NativeCors;
import dev.headgate.plan.ParameterMapping;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.Reason;
import dev.headgate.plan.RouteKey;
import dev.headgate.plan.moves.PlanRecord;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A plan for programs: `docs/plan.schema.json`.
final class PlanJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PlanJson() {}

    /// The plan as it is compared with another: what of it is written.
    static PlanRecord record(Plan plan) {
        return JsonValue.parse(of(plan, Optional.empty(), new PlanCosts.Unknown())).flatMap(PlanRecord::of)
                .orElseThrow();
    }

    /// @param limits absent where the configuration limits nothing
    static String of(Plan plan, Optional<LimitScope> limits, PlanCosts costs) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("format_version", "1.0");
            json.writeStringProperty("api", plan.api().word());
            json.writeStringProperty("placement", plan.policy().name().toLowerCase(Locale.ROOT));
            json.writeArrayPropertyStart("routes");
            plan.routes().forEach(route -> route(route, costs, json));
            json.writeEndArray();
            texts("guards", plan.guards().stream().map(RouteKey::toString).toList(), json);
            if (plan.cors().isPresent()) {
                cors(plan.cors().get(), json);
            }
            if (plan.addresses().isPresent()) {
                addresses(plan.addresses().get(), json);
            }
            limits.ifPresent(scope -> limits(scope, json));
            if (costs instanceof PlanCosts.Known(CostComparison comparison)) {
                CostJson.all(comparison, json);
            }
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void route(RoutePlan route, PlanCosts costs, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", route.route().id());
        json.writeStringProperty("name", route.route().label());
        json.writeStringProperty("placement", route.placement());
        if (costs instanceof PlanCosts.Known(CostComparison comparison)) {
            CostJson.route(comparison, route.route().label(), json);
        }
        json.writeArrayPropertyStart("keys");
        for (NativeKey key : route.keys()) {
            json.writeStartObject();
            json.writeStringProperty("key", key.key().toString());
            json.writeName("integration");
            integration(key.integration(), json);
            json.writeName("authorization");
            authorization(key.authorization(), json);
            key.throttle().ifPresent(throttle -> {
                json.writeObjectPropertyStart("throttle");
                json.writeNumberProperty("requests_per_second", throttle.requestsPerSecond());
                json.writeNumberProperty("burst", throttle.burst());
                json.writeEndObject();
            });
            texts("differences", key.differences().stream().map(Difference::name).toList(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("reasons");
        route.reasons().forEach(reason -> reason(reason, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void reason(Reason reason, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("code", reason.code().name());
        json.writeStringProperty("file", reason.location().file());
        json.writeNumberProperty("line", reason.location().line());
        json.writeNumberProperty("column", reason.location().column());
        json.writeStringProperty("field", reason.field());
        json.writeStringProperty("message", reason.message());
        json.writeStringProperty("rewording", reason.rewording());
        json.writeEndObject();
    }

    private static void integration(Integration integration, JsonGenerator json) {
        json.writeStartObject();
        switch (integration) {
            case Integration.HttpProxy(String method, String uri, ParameterMapping mapping) -> {
                json.writeStringProperty("type", "http");
                json.writeStringProperty("method", method);
                json.writeStringProperty("uri", uri);
                mapping("request", mapping.request(), json);
                mapping("response", mapping.response(), json);
            }
            case Integration.VpcLink(String method, String host, String serverName, ParameterMapping mapping) -> {
                json.writeStringProperty("type", "vpc_link");
                json.writeStringProperty("method", method);
                json.writeStringProperty("host", host);
                json.writeStringProperty("server_name", serverName);
                mapping("request", mapping.request(), json);
                mapping("response", mapping.response(), json);
            }
            case Integration.LambdaProxy(String function, String qualifier) -> {
                json.writeStringProperty("type", "lambda");
                json.writeStringProperty("function", function);
                json.writeStringProperty("qualifier", qualifier);
            }
            case Integration.Constant(int status, String contentType, String body) -> {
                json.writeStringProperty("type", "constant");
                json.writeNumberProperty("status", status);
                json.writeStringProperty("content_type", contentType);
                json.writeStringProperty("body", body);
            }
        }
        json.writeEndObject();
    }

    private static void mapping(String name, Map<String, String> changes, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        changes.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void authorization(Authorization authorization, JsonGenerator json) {
        json.writeStartObject();
        switch (authorization) {
            case Authorization.None _ -> json.writeStringProperty("type", "none");
            case Authorization.Jwt(String issuer, List<String> audiences, List<String> scopes) -> {
                json.writeStringProperty("type", "jwt");
                json.writeStringProperty("issuer", issuer);
                texts("audiences", audiences, json);
                texts("scopes", scopes, json);
            }
            case Authorization.Lambda(List<String> sources, int cacheSeconds) -> {
                json.writeStringProperty("type", "lambda");
                texts("identity_sources", sources, json);
                json.writeNumberProperty("cache_seconds", cacheSeconds);
            }
        }
        json.writeEndObject();
    }

    private static void cors(NativeCors cors, JsonGenerator json) {
        json.writeObjectPropertyStart("cors");
        texts("origins", cors.origins(), json);
        texts("methods", cors.methods(), json);
        texts("headers", cors.headers(), json);
        texts("exposed_headers", cors.exposedHeaders(), json);
        cors.maxAgeSeconds().ifPresent(seconds -> json.writeNumberProperty("max_age_seconds", seconds));
        json.writeBooleanProperty("credentials", cors.credentials());
        json.writeEndObject();
    }

    private static void addresses(NativeAddresses addresses, JsonGenerator json) {
        json.writeObjectPropertyStart("addresses");
        texts("allow", addresses.allow(), json);
        texts("deny", addresses.deny(), json);
        json.writeNumberProperty("status", addresses.status());
        json.writeStringProperty("message", addresses.message());
        json.writeEndObject();
    }

    private static void limits(LimitScope limits, JsonGenerator json) {
        json.writeObjectPropertyStart("rate_limits");
        json.writeStringProperty("scope", limits.scope().name().toLowerCase(Locale.ROOT));
        json.writeArrayPropertyStart("regions");
        limits.split().ifPresent(split -> split.weights().forEach((region, weight) -> {
            json.writeStartObject();
            json.writeStringProperty("region", region);
            json.writeNumberProperty("weight", weight);
            json.writeEndObject();
        }));
        json.writeEndArray();
        json.writeStringProperty("meaning", limits.meaning());
        json.writeEndObject();
    }

    private static void texts(String name, List<String> texts, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
