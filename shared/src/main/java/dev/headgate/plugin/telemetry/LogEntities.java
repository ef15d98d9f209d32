package dev.headgate.plugin.telemetry;

import dev.headgate.model.Consumer;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The entities of a log entry, under Kong's names of their fields.
final class LogEntities {
    private LogEntities() {}

    static void route(JsonGenerator json, Optional<Route> route) {
        route.ifPresent(known -> {
            json.writeObjectPropertyStart("route");
            json.writeStringProperty("id", known.id());
            text(json, "name", known.name());
            known.service().ifPresent(service -> {
                json.writeObjectPropertyStart("service");
                json.writeStringProperty("id", service.id());
                json.writeEndObject();
            });
            texts(json, "protocols", known.protocols().stream().sorted().map(Protocol::scheme).toList());
            texts(json, "methods", known.methods());
            texts(json, "hosts", known.hosts().stream().map(HostPattern::toString).toList());
            texts(json, "paths", known.paths().stream().map(PathPattern::toString).toList());
            headers(json, known.headers());
            texts(json, "snis", known.snis());
            json.writeNumberProperty("https_redirect_status_code", known.httpsRedirectStatusCode());
            json.writeNumberProperty("regex_priority", known.regexPriority());
            json.writeBooleanProperty("strip_path", known.stripPath());
            json.writeStringProperty("path_handling", known.pathHandling().name().toLowerCase(Locale.ROOT));
            json.writeBooleanProperty("preserve_host", known.preserveHost());
            json.writeBooleanProperty("request_buffering", known.requestBuffering());
            json.writeBooleanProperty("response_buffering", known.responseBuffering());
            end(json, known.tags());
        });
    }

    private static void headers(JsonGenerator json, List<HeaderCriterion> criteria) {
        if (criteria.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("headers");
        for (HeaderCriterion criterion : criteria) {
            texts(json, criterion.name(), criterion.values().stream().map(value -> switch (value) {
                case HeaderCriterion.Value.Exact(String text) -> text;
                case HeaderCriterion.Value.Regex(String expression) -> "~*" + expression;
            }).toList());
        }
        json.writeEndObject();
    }

    static void service(JsonGenerator json, Optional<Service> service) {
        service.ifPresent(known -> {
            json.writeObjectPropertyStart("service");
            json.writeStringProperty("id", known.id());
            text(json, "name", known.name());
            json.writeStringProperty("protocol", known.protocol().scheme());
            json.writeStringProperty("host", known.host());
            json.writeNumberProperty("port", known.port());
            text(json, "path", known.path());
            json.writeNumberProperty("retries", known.retries());
            json.writeNumberProperty("connect_timeout", known.connectTimeout().toMillis());
            json.writeNumberProperty("write_timeout", known.writeTimeout().toMillis());
            json.writeNumberProperty("read_timeout", known.readTimeout().toMillis());
            json.writeBooleanProperty("enabled", known.enabled());
            end(json, known.tags());
        });
    }

    static void consumer(JsonGenerator json, Optional<Consumer> consumer) {
        consumer.ifPresent(known -> {
            json.writeObjectPropertyStart("consumer");
            json.writeStringProperty("id", known.id());
            text(json, "username", known.username());
            text(json, "custom_id", known.customId());
            end(json, known.tags());
        });
    }

    private static void end(JsonGenerator json, List<String> tags) {
        texts(json, "tags", tags);
        json.writeStringProperty("ws_id", LogDocument.WORKSPACE_ID);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.writeArrayPropertyStart(name);
            values.forEach(json::writeString);
            json.writeEndArray();
        }
    }
}
