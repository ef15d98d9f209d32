package dev.headgate.local.cli;

import dev.headgate.local.cli.RequestExplanation.Destination;
import dev.headgate.local.cli.RequestExplanation.ScopedPlugin;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.routing.Explanation;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// An explanation for programs: an object with the members request, normalized_path, route, service, upstream_url, targets,
/// answered, plugins, authentication, outranked and not_matched; those that do not apply are left out.
final class ExplanationJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private ExplanationJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(RequestExplanation explanation) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new ExplanationJson(json).write(explanation);
        }
        return text.toString();
    }

    private void write(RequestExplanation explanation) {
        json.writeStartObject();
        json.writeStringProperty("request",
                explanation.request().method() + " " + explanation.request().target());
        json.writeStringProperty("normalized_path", explanation.routing().normalizedPath());
        explanation.destination().ifPresent(this::destination);
        json.writeArrayPropertyStart("outranked");
        for (Explanation.Outranked outranked : explanation.routing().outranked()) {
            json.writeStartObject();
            route(outranked.route());
            json.writeStringProperty("reason", outranked.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("not_matched");
        for (Explanation.NearMiss close : explanation.routing().close()) {
            json.writeStartObject();
            route(close.route());
            json.writeArrayPropertyStart("failures");
            close.failures().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void destination(Destination destination) {
        route(destination.match().route());
        destination.match().route().service().ifPresent(this::service);
        if (!destination.upstreamUrl().isEmpty()) {
            json.writeStringProperty("upstream_url", destination.upstreamUrl());
        }
        if (!destination.targets().isEmpty()) {
            json.writeArrayPropertyStart("targets");
            for (Upstream.Target target : destination.targets()) {
                json.writeStartObject();
                json.writeStringProperty("host", target.host());
                json.writeNumberProperty("port", target.port());
                json.writeNumberProperty("weight", target.weight());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!destination.refusal().isEmpty()) {
            json.writeStringProperty("answered", destination.refusal());
        }
        json.writeArrayPropertyStart("plugins");
        for (ScopedPlugin scoped : destination.plugins()) {
            json.writeStartObject();
            json.writeStringProperty("name", scoped.plugin().name());
            json.writeStringProperty("scope", scoped.scope());
            json.writeStringProperty("location", scoped.plugin().location().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("authentication", destination.authentication());
    }

    private void route(Route route) {
        json.writeStringProperty("route", route.label());
        json.writeStringProperty("location", route.location().toString());
    }

    private void service(Service service) {
        json.writeStringProperty("service", service.label());
    }
}
