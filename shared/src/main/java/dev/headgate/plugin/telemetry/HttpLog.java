package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Sends an entry for every request to an HTTP server. Source: kong/plugins/http-log.
///
/// @param endpoint where to
/// @param method POST, PUT or PATCH
/// @param headers all that are sent, Content-Type among them
/// @param timeout for the whole exchange
/// @param queue how entries wait
public record HttpLog(URI endpoint, String method, Headers headers, Duration timeout, QueueSettings queue)
        implements
            Plugin {
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "content-type");
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    /// Kong's http-log plugin.
    public static final PluginType<HttpLog> TYPE = new PluginType<>("http-log", 12, RecordSchema.of(
            required("http_endpoint", FieldType.text(SharedFields.URL_RULES),
                    "The URL to send to; its user and password are sent as basic authentication.").secret()
                    .referenceable("https://vault.invalid/"),
            defaulted("method", FieldType.oneOf("POST", "PUT", "PATCH"), "POST", "The method to send with."),
            defaulted("content_type", FieldType.oneOf("application/json", "application/json; charset=utf-8"),
                    "application/json", "The Content-Type to send."),
            SharedFields.timeout("timeout", 10_000, "Milliseconds for sending and for the answer."),
            SharedFields.keepalive(), QueueFields.retryCount(), QueueFields.USUAL.oldSize(),
            QueueFields.USUAL.oldDelay(), SharedFields.headers(), QueueFields.USUAL.queue(),
            SharedFields.customFieldsByLua()).check(QueueFields.USUAL::check).check(HttpLog::check), true, HttpLog::of);

    private static void check(Values config, Entity entity) {
        for (String name : config.map("headers", String.class).keySet()) {
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                entity.report(Code.HG0105, config.location("headers." + name), "config.headers." + name,
                        "cannot contain '" + name + "' header.", "Remove it; it follows from the rest.");
            }
            if (name.equalsIgnoreCase("authorization") && hasUser(URI.create(config.text("http_endpoint")))) {
                entity.report(Code.HG0108, config.location("headers." + name), "config.headers." + name,
                        "specifying both an 'Authorization' header and user info in 'http_endpoint' is not allowed.",
                        "Remove one of them.");
            }
        }
    }

    private static boolean hasUser(URI endpoint) {
        return endpoint.getUserInfo() != null;
    }

    private static HttpLog of(Values config) {
        URI endpoint = URI.create(config.text("http_endpoint"));
        List<Headers.Field> headers = new ArrayList<>();
        headers.add(new Headers.Field("Content-Type", config.text("content_type")));
        if (hasUser(endpoint)) {
            headers.add(new Headers.Field("Authorization", "Basic " + Base64.getEncoder()
                    .encodeToString(endpoint.getUserInfo().getBytes(StandardCharsets.UTF_8))));
        }
        config.map("headers", String.class).forEach((name, value) -> headers.add(new Headers.Field(name, value)));
        return new HttpLog(endpoint, config.text("method"), Headers.of(headers),
                Duration.ofMillis(config.whole("timeout")), QueueFields.USUAL.settings(config));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// Instances that send to the same server in the same way share a queue, as in Kong.
    @Override
    public void log(LogEntry entry, PluginContext context) {
        WebClient web = context.resources().web();
        String document = LogDocument.of(entry);
        context.resources().telemetry().deliveries().add(
                new Destination<>(endpoint + ":" + method + ":" + headers.first("Content-Type") + ":" + timeout,
                        TYPE.name(), queue, batch -> send(web, batch)),
                document, document.getBytes(StandardCharsets.UTF_8).length);
    }

    private void send(WebClient web, List<String> documents) throws IOException {
        String content = queue.batchSizeMax() == 1 ? documents.get(0) : "[" + String.join(",", documents) + "]";
        // Kong sends with the URL's path and without its query, and takes any certificate.
        Response answer = web.send(new WebCall(method, withoutQuery(endpoint), headers, Body.utf8(content), timeout,
                ANSWER_BYTES_MAX, false));
        if (answer.status() >= 300) {
            throw new IOException("request to " + endpoint.getHost() + " returned status code " + answer.status());
        }
    }

    private static URI withoutQuery(URI endpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        return URI.create(endpoint.getScheme() + "://" + endpoint.getHost() + port + path);
    }

    /// Without user and password.
    @Override
    public String toString() {
        return "HttpLog[" + withoutQuery(endpoint) + "]";
    }
}
