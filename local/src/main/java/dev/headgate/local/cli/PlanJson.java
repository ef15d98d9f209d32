package dev.headgate.local.cli;

import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.Reason;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A plan for programs.
final class PlanJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PlanJson() {}

    static String of(Plan plan) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("api", "http");
            json.writeStringProperty("placement", plan.policy().name().toLowerCase(Locale.ROOT));
            json.writeArrayPropertyStart("routes");
            plan.routes().forEach(route -> route(route, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void route(RoutePlan route, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", route.route().id());
        json.writeStringProperty("name", route.route().label());
        json.writeStringProperty("placement", PlanText.placement(route));
        json.writeArrayPropertyStart("keys");
        for (NativeKey key : route.keys()) {
            json.writeStartObject();
            json.writeStringProperty("key", key.key().toString());
            json.writeStringProperty("uri", key.uri());
            json.writeArrayPropertyStart("differences");
            key.differences().forEach(difference -> json.writeString(difference.name()));
            json.writeEndArray();
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
}
