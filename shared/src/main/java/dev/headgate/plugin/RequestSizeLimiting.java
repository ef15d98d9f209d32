package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Headers;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.OptionalLong;

/// Turns away requests whose content is larger than allowed. Source: kong/plugins/request-size-limiting.
///
/// @param allowedBytes the largest content that passes; may be 0, and below it nothing passes
/// @param requireContentLength whether a request must announce the size of its content, even where it has none
public record RequestSizeLimiting(long allowedBytes, boolean requireContentLength) implements Plugin {
    /// Kong's request-size-limiting plugin.
    public static final PluginType<RequestSizeLimiting> TYPE = new PluginType<>("request-size-limiting", 951,
            RecordSchema.of(
                    defaulted("allowed_payload_size", FieldType.whole(Integer.MIN_VALUE, Integer.MAX_VALUE), 128L,
                            "The largest content that passes, in `size_unit`s. Lambda takes events of 6 megabytes at most, so that a larger limit is never reached."),
                    defaulted("size_unit", FieldType.oneOf("megabytes", "kilobytes", "bytes"), "megabytes",
                            "What `allowed_payload_size` counts: `megabytes` of 1048576 bytes, `kilobytes` of 1024 bytes, or `bytes`."),
                    defaulted("require_content_length", FieldType.flag(), false,
                            "Whether a request must bring a Content-Length, even one without content."))
                    .check(RequestSizeLimiting::checkReach),
            true, RequestSizeLimiting::of);

    /// The largest event for a function. The request's other parts take some of it too, so that content of this size never
    /// arrives (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    private static final int EVENT_BYTES_MAX = 6_291_456;

    private static RequestSizeLimiting of(Values config) {
        return new RequestSizeLimiting(allowedBytes(config), config.flag("require_content_length"));
    }

    private static long allowedBytes(Values config) {
        int factor = switch (config.text("size_unit")) {
            case "megabytes" -> 1_048_576;
            case "kilobytes" -> 1024;
            default -> 1;
        };
        return config.whole("allowed_payload_size") * factor;
    }

    private static void checkReach(Values config, Entity plugin) {
        if (allowedBytes(config) >= EVENT_BYTES_MAX) {
            plugin.report(Code.HG0303, config.location("allowed_payload_size"), "config.allowed_payload_size",
                    config.whole("allowed_payload_size") + " " + config.text("size_unit")
                            + ": Lambda takes events of 6 megabytes at most, so this is never reached.",
                    "Write less than 6 megabytes, or remove the plugin.");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Headers headers = exchange.upstream().headers();
        OptionalLong announced = announcedBytes(headers);
        if (announced.isEmpty() && requireContentLength
                && !headers.first("Transfer-Encoding").equals("chunked")) {
            return exchange.answer(
                    Answers.error(exchange.request(), 411, "A valid Content-Length header is required"));
        }
        if (announced.orElse(exchange.upstream().body().length()) <= allowedBytes) {
            return exchange.proceed();
        }
        boolean waits = headers.first("Expect").strip().equalsIgnoreCase("100-continue");
        return exchange.answer(Answers.error(exchange.request(), waits ? 417 : 413, "Request size limit exceeded"));
    }

    /// What the client says; empty where it says nothing or no number.
    private static OptionalLong announcedBytes(Headers headers) {
        String length = headers.first("Content-Length").strip();
        return length.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
    }
}
