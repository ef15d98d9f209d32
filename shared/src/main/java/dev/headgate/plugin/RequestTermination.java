package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Response;
import dev.headgate.plugin.transform.HeaderLookup;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.Optional;

/// Answers requests instead of the backend: for maintenance, for routes that are gone, for a look at what arrives.
/// Source: kong/plugins/request-termination.
///
/// @param statusCode of the answer, 200..599
/// @param message what the JSON answer says; empty for the status's own text where Kong has one
/// @param contentType of `body`; empty for none
/// @param body the whole answer, instead of a JSON one; empty for none
/// @param echo whether the answer describes the request, for debugging
/// @param trigger only requests with a header field or query parameter of this name are answered; empty for all
public record RequestTermination(
        int statusCode,
        String message,
        String contentType,
        String body,
        boolean echo,
        String trigger)
        implements
            Plugin {
    /// Kong's request-termination plugin.
    public static final PluginType<RequestTermination> TYPE = new PluginType<>("request-termination", 2,
            RecordSchema.of(
                    defaulted("status_code", FieldType.whole(100, 599), 503L, "The status of the answer."),
                    optional("message", FieldType.text(),
                            "What the JSON answer says: `{\"message\":\"…\"}`. Not together with `content_type` or `body`."),
                    optional("content_type", FieldType.text(), "The Content-Type of `body`; needs one."),
                    optional("body", FieldType.text(), "The whole answer, sent as it is, instead of a JSON one."),
                    defaulted("echo", FieldType.flag(), false,
                            "Whether the answer describes the request, for debugging. Not together with `content_type` or `body`."),
                    optional("trigger", FieldType.text(Rules.HEADER_NAME),
                            "Only requests with a header field or query parameter of this name are answered, whatever its value; the others go on."))
                    .check(RequestTermination::checkStatus).check(RequestTermination::checkTexts),
            true, RequestTermination::of);

    private static RequestTermination of(Values config) {
        return new RequestTermination(config.integer("status_code"), config.text("message"),
                config.text("content_type"), config.text("body"), config.flag("echo"), config.text("trigger"));
    }

    private static void checkStatus(Values config, Entity plugin) {
        if (config.whole("status_code") < 200) {
            plugin.report(Code.HG0205, config.location("status_code"), "config.status_code",
                    config.whole("status_code") + ": API Gateway cannot end a request with an informational status.",
                    "Write a status from 200 to 599.");
        }
    }

    private static void checkTexts(Values config, Entity plugin) {
        boolean hasBody = !config.text("body").isEmpty();
        boolean hasContentType = !config.text("content_type").isEmpty();
        if (!config.text("message").isEmpty() && (hasContentType || hasBody)) {
            plugin.report(Code.HG0108, config.location("message"), "config",
                    "message cannot be used with content_type or body.", "Keep either message or body.");
        }
        if (hasContentType && !hasBody) {
            plugin.report(Code.HG0108, config.location("content_type"), "config", "content_type requires a body.", "");
        }
        if (config.flag("echo") && (hasContentType || hasBody)) {
            plugin.report(Code.HG0108, config.location("echo"), "config",
                    "echo cannot be used with content_type and body.", "Keep either echo or body.");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        if (!trigger.isEmpty() && !isTriggered(exchange.upstream())) {
            return exchange.proceed();
        }
        return exchange.answer(answer(exchange, context));
    }

    private boolean isTriggered(UpstreamRequest request) {
        return !HeaderLookup.all(request.headers(), trigger).isEmpty()
                || Query.parse(request.rawQuery()).contains(trigger);
    }

    private Response answer(Exchange exchange, PluginContext context) {
        return echo
                ? Answers.json(statusCode, RequestEcho.of(exchange, text(), context.resources().process()))
                : plainAnswer();
    }

    /// The answer to every request; absent where it depends on the request.
    public Optional<Response> constantAnswer() {
        return echo || !trigger.isEmpty() ? Optional.empty() : Optional.of(plainAnswer());
    }

    private Response plainAnswer() {
        if (!body.isEmpty()) {
            Headers headers = contentType.isEmpty() ? Headers.EMPTY : Headers.of("Content-Type", contentType);
            return new Response(statusCode, headers, Body.utf8(body));
        }
        return text().isEmpty() ? Response.of(statusCode) : Answers.exit(statusCode, text());
    }

    private String text() {
        return message.isEmpty() ? standardMessage() : message;
    }

    /// What this plugin of Kong's says for a status; most have no text, and so no body.
    private String standardMessage() {
        return switch (statusCode) {
            case 401 -> "Unauthorized";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 500 -> "An unexpected error occurred";
            case 502 -> "Bad Gateway";
            case 503 -> "Service unavailable";
            default -> "";
        };
    }
}
