package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.List;

/// Sends clients to another URL. Source: kong/plugins/redirect.
///
/// @param statusCode of the answer, 200..599
/// @param location where to, to the letter unless `keepIncomingPath`
/// @param keepIncomingPath whether the request's path and query take the place of those of `location`
public record Redirect(int statusCode, String location, boolean keepIncomingPath) implements Plugin {
    /// Kong's redirect plugin.
    public static final PluginType<Redirect> TYPE = new PluginType<>("redirect", 779, RecordSchema.of(
            defaulted("status_code", FieldType.whole(100, 599), 301L, "The status of the answer."),
            required("location", FieldType.text(List.of(
                    new Rule<>(text -> text.chars().noneMatch(Character::isISOControl),
                            "'%s': a header field cannot hold control characters.", ""),
                    new Rule<>(text -> RedirectTarget.parse(text).isPresent(), "'%s': missing scheme or host in url.",
                            "Write an absolute URL: https://example.com/new."))),
                    "The URL that the client is sent to."),
            defaulted("keep_incoming_path", FieldType.flag(), false,
                    "Whether the request's path and query take the place of those of `location`."))
            .check(Redirect::checkStatus), true, Redirect::of);

    private static Redirect of(Values config) {
        return new Redirect(config.integer("status_code"), config.text("location"), config.flag("keep_incoming_path"));
    }

    private static void checkStatus(Values config, Entity plugin) {
        if (config.whole("status_code") < 200) {
            plugin.report(Code.HG0205, config.location("status_code"), "config.status_code",
                    config.whole("status_code") + ": API Gateway cannot end a request with an informational status.",
                    "Write a status from 200 to 599.");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        String to = keepIncomingPath
                ? RedirectTarget.parse(location).orElseThrow().with(exchange.match().normalizedPath(),
                        exchange.request().target().rawQuery())
                : location;
        return exchange.answer(new Response(statusCode, Headers.of("Location", to), Body.utf8("redirecting")));
    }
}
