package dev.headgate.plugin.telemetry;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a [LogEntry] as the JSON document that Kong's logging plugins send (kong/pdk/log.lua, `serialize`). What has
/// no value is left out, as it is there.
public final class LogDocument {
    /// What Kong calls the workspace of everything that a declarative file holds (kong/constants.lua).
    static final String WORKSPACE_ID = "0dc6f45b-8f8d-40d2-a504-473544ee190b";
    static final String WORKSPACE_NAME = "default";
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final long NANOS_OF_SECOND = 1_000_000_000L;

    private LogDocument() {}

    /// The document, without a line break.
    public static String of(LogEntry entry) {
        StringWriter out = new StringWriter(2048);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            Map<String, Map<String, Object>> added = added(LoggedValues.of(entry.exchange()));
            Redaction redaction = new Redaction(entry.credentialNames());
            request(json, entry, redaction);
            json.writeStringProperty("upstream_uri", redaction.target(upstreamUri(entry)));
            json.writeStringProperty("upstream_status", entry.upstreamStatus());
            response(json, entry, redaction);
            latencies(json, entry.latencies());
            tries(json, entry);
            identity(json, entry.exchange().identity());
            LogEntities.route(json, entry.route());
            LogEntities.service(json, entry.service());
            LogEntities.consumer(json, entry.exchange().identity().knownConsumer());
            json.writeStringProperty("client_ip", entry.exchange().request().client().address());
            json.writeNumberProperty("started_at", entry.startedAt().toEpochMilli());
            json.writeStringProperty("source", entry.source().kongName());
            json.writeStringProperty("workspace", WORKSPACE_ID);
            json.writeStringProperty("workspace_name", WORKSPACE_NAME);
            added.getOrDefault("", Map.of()).forEach((name, value) -> value(json, name, value));
            added.forEach((group, values) -> group(json, group, values));
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void request(JsonGenerator json, LogEntry entry, Redaction redaction) {
        Request request = entry.exchange().request();
        String uri = redaction.target(request.target().toString());
        json.writeObjectPropertyStart("request");
        json.writeStringProperty("id", request.requestId());
        json.writeStringProperty("uri", uri);
        json.writeStringProperty("url", request.scheme() + "://" + request.hostName().toLowerCase(Locale.ROOT) + ":"
                + port(request) + uri);
        query(json, Query.parse(entry.exchange().upstream().rawQuery()), redaction);
        json.writeStringProperty("method", entry.exchange().upstream().method());
        headers(json, entry.exchange().upstream().headers(), redaction);
        json.writeNumberProperty("size", entry.requestBytes());
        json.writeEndObject();
    }

    /// The port that the client named, or else the one that it reached.
    private static String port(Request request) {
        String named = request.host().substring(request.hostName().length());
        return named.length() > 1 ? named.substring(1) : Integer.toString(request.port());
    }

    private static void query(JsonGenerator json, Query query, Redaction redaction) {
        Map<String, List<Object>> byName = new LinkedHashMap<>();
        for (Query.Parameter parameter : query.parameters()) {
            Object shown = redaction.hides(parameter.name())
                    ? Redaction.REDACTED
                    : parameter.hasValue() ? parameter.value() : true;
            byName.computeIfAbsent(parameter.name(), _ -> new ArrayList<>(1)).add(shown);
        }
        json.writeObjectPropertyStart("querystring");
        byName.forEach((name, values) -> oneOrMore(json, name, values));
        json.writeEndObject();
    }

    private static void headers(JsonGenerator json, Headers headers, Redaction redaction) {
        Map<String, List<Object>> byName = new LinkedHashMap<>();
        for (Headers.Field field : headers.fields()) {
            byName.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(redaction.header(field.name(), field.value()));
        }
        json.writeObjectPropertyStart("headers");
        byName.forEach((name, values) -> oneOrMore(json, name, values));
        json.writeEndObject();
    }

    private static void oneOrMore(JsonGenerator json, String name, List<Object> values) {
        if (values.size() == 1) {
            value(json, name, values.get(0));
            return;
        }
        json.writeArrayPropertyStart(name);
        for (Object value : values) {
            if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else {
                json.writeString(value.toString());
            }
        }
        json.writeEndArray();
    }

    private static String upstreamUri(LogEntry entry) {
        if (entry.route().isEmpty()) {
            return "";
        }
        String query = entry.exchange().upstream().rawQuery();
        return entry.exchange().upstream().path() + (query.isEmpty() ? "" : "?" + query);
    }

    private static void response(JsonGenerator json, LogEntry entry, Redaction redaction) {
        json.writeObjectPropertyStart("response");
        json.writeNumberProperty("status", entry.response().status());
        headers(json, entry.response().headers(), redaction);
        json.writeNumberProperty("size", entry.responseBytes());
        json.writeEndObject();
    }

    private static void latencies(JsonGenerator json, LogEntry.Latencies latencies) {
        json.writeObjectPropertyStart("latencies");
        json.writeNumberProperty("kong", latencies.kong().toMillis());
        json.writeNumberProperty("proxy", latencies.waiting().map(Duration::toMillis).orElse(-1L));
        json.writeNumberProperty("request", latencies.total().toMillis());
        json.writeNumberProperty("receive", latencies.receiving().toMillis());
        json.writeEndObject();
    }

    /// Kong's JSON encoder writes an empty list as an empty object.
    private static void tries(JsonGenerator json, LogEntry entry) {
        if (entry.route().isEmpty()) {
            return;
        }
        if (entry.tries().isEmpty()) {
            json.writeObjectPropertyStart("tries");
            json.writeEndObject();
            return;
        }
        json.writeArrayPropertyStart("tries");
        entry.tries().forEach(attempt -> attempt(json, attempt));
        json.writeEndArray();
    }

    private static void attempt(JsonGenerator json, LogEntry.Try attempt) {
        json.writeStartObject();
        json.writeNumberProperty("balancer_start", attempt.startedAt().toEpochMilli());
        json.writeNumberProperty("balancer_start_ns", epochNanos(attempt.startedAt()));
        json.writeStringProperty("ip", attempt.address());
        json.writeNumberProperty("port", attempt.port());
        json.writeNumberProperty("balancer_latency", attempt.choosing().toNanos() / NANOS_OF_MILLI);
        json.writeNumberProperty("balancer_latency_ns", attempt.choosing().toNanos());
        if (attempt.failed()) {
            json.writeStringProperty("state", "failed");
            json.writeNumberProperty("code", attempt.status());
        }
        json.writeEndObject();
    }

    /// Nanoseconds since 1970.
    static long epochNanos(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS_OF_SECOND), moment.getNano());
    }

    private static void identity(JsonGenerator json, Identity identity) {
        if (identity instanceof Identity.Verified verified) {
            json.writeObjectPropertyStart("authenticated_entity");
            json.writeStringProperty("id", verified.credential().id());
            verified.consumer().map(Consumer::id).ifPresent(id -> json.writeStringProperty("consumer_id", id));
            json.writeEndObject();
        }
    }

    private static Map<String, Map<String, Object>> added(LoggedValues logged) {
        Map<String, Map<String, Object>> byGroup = new TreeMap<>();
        new TreeMap<>(logged.values()).forEach((path, value) -> byGroup
                .computeIfAbsent(path.group(), _ -> new LinkedHashMap<>()).put(path.name(), value));
        return byGroup;
    }

    private static void group(JsonGenerator json, String group, Map<String, Object> values) {
        if (!group.isEmpty()) {
            json.writeObjectPropertyStart(group);
            values.forEach((name, value) -> value(json, name, value));
            json.writeEndObject();
        }
    }

    private static void value(JsonGenerator json, String name, Object value) {
        switch (value) {
            case Boolean flag -> json.writeBooleanProperty(name, flag);
            case Long whole -> json.writeNumberProperty(name, whole);
            case Double number -> json.writeNumberProperty(name, number);
            default -> json.writeStringProperty(name, value.toString());
        }
    }
}
