package dev.headgate.plugin;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.plugin.transform.BodyEdits;
import dev.headgate.plugin.transform.MultipartForm;
import dev.headgate.routing.Match;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The JSON document in which request-termination describes a request: as it has become on its way through the plugins,
/// with the route and the service it belongs to.
final class RequestEcho {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private RequestEcho(JsonGenerator out) {
        this.out = out;
    }

    static String of(Exchange exchange, String message, GatewayProcess process) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new RequestEcho(generator).document(exchange, message, process);
        }
        return text.toString();
    }

    private void document(Exchange exchange, String message, GatewayProcess process) {
        out.writeStartObject();
        text("message", message);
        out.writeObjectPropertyStart("kong");
        text("node_id", process.id());
        out.writeNumberProperty("worker_pid", process.host().pid());
        text("hostname", process.host().name());
        out.writeEndObject();
        request(exchange);
        route(exchange.match().route());
        exchange.match().route().service().ifPresent(this::service);
        out.writeEndObject();
    }

    private void request(Exchange exchange) {
        UpstreamRequest request = exchange.upstream();
        out.writeObjectPropertyStart("request");
        text("scheme", exchange.request().scheme());
        text("host", exchange.request().hostName().toLowerCase(Locale.ROOT));
        out.writeNumberProperty("port", exchange.request().port());
        values("headers", headers(request.headers()));
        values("query", query(request.rawQuery()));
        body(request);
        out.writeStringProperty("raw_body", request.body().utf8());
        text("method", request.method());
        text("path", exchange.match().normalizedPath());
        captures(exchange.match().captures());
        out.writeEndObject();
    }

    private static Map<String, List<Object>> headers(Headers headers) {
        Map<String, List<Object>> byName = new LinkedHashMap<>();
        headers.names().forEach(name -> byName.put(name.toLowerCase(Locale.ROOT), List.copyOf(headers.all(name))));
        return byName;
    }

    /// A parameter without `=` is `true`.
    private static Map<String, List<Object>> query(String rawQuery) {
        Map<String, List<Object>> byName = new LinkedHashMap<>();
        for (Query.Parameter parameter : Query.parse(rawQuery).parameters()) {
            byName.computeIfAbsent(parameter.name(), _ -> new ArrayList<>())
                    .add(parameter.hasValue() ? parameter.value() : true);
        }
        return byName;
    }

    /// The fields of a form, or a JSON object or array; absent for any other body.
    private void body(UpstreamRequest request) {
        String contentType = request.headers().first("Content-Type");
        BodyEdits.of(contentType).ifPresent(kind -> {
            switch (kind) {
                case FORM -> values("body", query(request.body().utf8()));
                case MULTIPART -> MultipartForm.parse(request.body(), contentType).ifPresent(form -> {
                    Map<String, List<Object>> byName = new LinkedHashMap<>();
                    form.texts().forEach((name, texts) -> byName.put(name, List.copyOf(texts)));
                    values("body", byName);
                });
                case JSON -> json(request.body()).ifPresent(json -> {
                    out.writeName("body");
                    out.writeRawValue(json);
                });
            }
        });
    }

    private static Optional<String> json(Body body) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.utf8());
                JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            if (parser.nextToken() == null || !parser.currentToken().isStructStart()) {
                return Optional.empty();
            }
            generator.copyCurrentStructure(parser);
        } catch (JacksonException _) {
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }

    private void captures(Match.Captures captures) {
        out.writeObjectPropertyStart("uri_captures");
        out.writeArrayPropertyStart("unnamed");
        captures.numbered().forEach(out::writeString);
        out.writeEndArray();
        out.writeObjectPropertyStart("named");
        captures.named().forEach(this::text);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void route(Route route) {
        out.writeObjectPropertyStart("matched_route");
        text("id", route.id());
        text("name", route.name());
        texts("protocols", route.protocols().stream().map(Protocol::scheme).sorted().toList());
        texts("methods", route.methods());
        texts("hosts", route.hosts());
        texts("paths", route.paths());
        if (!route.headers().isEmpty()) {
            out.writeObjectPropertyStart("headers");
            route.headers().forEach(header -> texts(header.name(), header.values().stream().map(RequestEcho::written)
                    .toList()));
            out.writeEndObject();
        }
        texts("snis", route.snis());
        out.writeNumberProperty("https_redirect_status_code", route.httpsRedirectStatusCode());
        out.writeNumberProperty("regex_priority", route.regexPriority());
        out.writeBooleanProperty("strip_path", route.stripPath());
        text("path_handling", route.pathHandling().name().toLowerCase(Locale.ROOT));
        out.writeBooleanProperty("preserve_host", route.preserveHost());
        out.writeBooleanProperty("request_buffering", route.requestBuffering());
        out.writeBooleanProperty("response_buffering", route.responseBuffering());
        texts("tags", route.tags());
        out.writeEndObject();
    }

    private static String written(HeaderCriterion.Value value) {
        return switch (value) {
            case HeaderCriterion.Value.Exact(String exact) -> exact;
            case HeaderCriterion.Value.Regex(String expression) -> "~*" + expression;
        };
    }

    private void service(Service service) {
        out.writeObjectPropertyStart("matched_service");
        text("id", service.id());
        text("name", service.name());
        text("protocol", service.protocol().scheme());
        text("host", service.host());
        out.writeNumberProperty("port", service.port());
        text("path", service.path());
        out.writeNumberProperty("retries", service.retries());
        out.writeNumberProperty("connect_timeout", service.connectTimeout().toMillis());
        out.writeNumberProperty("write_timeout", service.writeTimeout().toMillis());
        out.writeNumberProperty("read_timeout", service.readTimeout().toMillis());
        out.writeBooleanProperty("enabled", service.enabled());
        texts("tags", service.tags());
        out.writeEndObject();
    }

    /// Absent where there is nothing to say, as Kong leaves out what is nil.
    private void text(String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, value);
        }
    }

    private void texts(String name, Collection<?> values) {
        if (values.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(name);
        values.forEach(value -> out.writeString(value.toString()));
        out.writeEndArray();
    }

    /// One value by itself where a name has one, a list where it has several.
    private void values(String name, Map<String, List<Object>> byName) {
        out.writeObjectPropertyStart(name);
        byName.forEach((key, values) -> {
            out.writeName(key);
            if (values.size() == 1) {
                value(values.getFirst());
            } else {
                out.writeStartArray();
                values.forEach(this::value);
                out.writeEndArray();
            }
        });
        out.writeEndObject();
    }

    private void value(Object value) {
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else {
            out.writeString(value.toString());
        }
    }
}
