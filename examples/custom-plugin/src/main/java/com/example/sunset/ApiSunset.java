package com.example.sunset;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Response;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Announces the end of an API to its clients, and ends it: every answer carries the header fields Deprecation (RFC 9745)
/// and Sunset (RFC 8594), and from the sunset on requests are answered with 410.
///
/// @param sunset when the API ends
/// @param deprecated when it became deprecated; empty where nothing is to be said of it
/// @param link a page about the change; empty for none
/// @param ends whether requests are refused from the sunset on
public record ApiSunset(Instant sunset, Optional<Instant> deprecated, String link, boolean ends) implements Plugin {
    private static final Rule<String> MOMENT = new Rule<>(ApiSunset::isMoment, "%s is no moment in time.",
            "Write one as 2027-01-31T00:00:00Z.");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// What Headgate has to know: the name in the file, the place in the order of plugins (after authentication and limits,
    /// before the transformers), the fields, and how the plugin is made of them.
    public static final PluginType<ApiSunset> TYPE = new PluginType<>("api-sunset", 850, RecordSchema.of(
            required("sunset", FieldType.text(MOMENT), "When the API ends."),
            optional("deprecated", FieldType.text(MOMENT), "When it became deprecated; not after the sunset."),
            optional("link", FieldType.text(), "The URL of a page about the change."),
            defaulted("ends", FieldType.flag(), true, "Whether requests are refused from the sunset on."))
            .check(ApiSunset::checkOrder),
            true, ApiSunset::of);

    private static boolean isMoment(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static void checkOrder(Values config, Entity plugin) {
        String deprecated = config.text("deprecated");
        if (!deprecated.isEmpty() && Instant.parse(deprecated).isAfter(Instant.parse(config.text("sunset")))) {
            plugin.report(Code.HG0108, config.location("deprecated"), "config.deprecated",
                    deprecated + ": the API cannot become deprecated after its sunset.", "Write an earlier moment.");
        }
    }

    private static ApiSunset of(Values config) {
        return new ApiSunset(Instant.parse(config.text("sunset")),
                Optional.of(config.text("deprecated")).filter(text -> !text.isEmpty()).map(Instant::parse),
                config.text("link"), config.flag("ends"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        boolean isOver = !context.resources().clock().instant().isBefore(sunset);
        return ends && isOver
                ? exchange.answer(Answers.error(exchange.request(), 410, "This API has ended"))
                : exchange.proceed();
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        Response announced = response.withHeader("Sunset", HTTP_DATE.format(sunset));
        if (deprecated.isPresent()) {
            announced = announced.withHeader("Deprecation", "@" + deprecated.get().getEpochSecond());
        }
        return link.isEmpty()
                ? announced
                : announced.withHeaders(announced.headers().plus("Link", "<" + link + ">; rel=\"sunset\""));
    }
}
