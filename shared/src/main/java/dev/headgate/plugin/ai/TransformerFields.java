package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import com.google.re2j.Pattern;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.ExpressionFindings;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.Optional;

/// The fields that ai-request-transformer and ai-response-transformer share (their schema.lua in kong/plugins).
final class TransformerFields {
    private static final String NO_PROXY = "Headgate does not call models through a proxy.";
    private static final String OTHER_WAY = "Give the gateway's function a way to the model.";

    private TransformerFields() {}

    /// The table.
    ///
    /// @param maxRequestBodySize the field of that name
    /// @param others what only one of the two has
    static RecordSchema schema(Field maxRequestBodySize, Field... others) {
        return RecordSchema.of(
                required("prompt", FieldType.text(), "Tells the model what to make of the message."),
                optional("transformation_extract_pattern", FieldType.text(),
                        "A regular expression, upper and lower case alike: its first match in the model's answer is taken; without a match the transformation has failed."))
                .and(others).and(
                        defaulted("http_timeout", FieldType.whole(1, Integer.MAX_VALUE), 60_000L,
                                "How long the model is waited for, in milliseconds."),
                        defaulted("https_verify", FieldType.flag(), true,
                                "Whether the certificate of the model's server is checked."),
                        maxRequestBodySize,
                        proxy("http_proxy_host", FieldType.text()),
                        proxy("http_proxy_port", FieldType.whole(0, 65_535)),
                        proxy("https_proxy_host", FieldType.text()),
                        proxy("https_proxy_port", FieldType.whole(0, 65_535)),
                        required("llm", FieldType.group(AiFields.schema()), "The model."))
                .check(TransformerFields::check);
    }

    private static Field proxy(String name, FieldType type) {
        return optional(name, type, "A proxy between Kong and the model.").refused(NO_PROXY, OTHER_WAY);
    }

    private static void check(Values config, Entity plugin) {
        ExpressionFindings.checkText("transformation_extract_pattern", config, plugin, TransformerFields::pattern,
                "not a valid regex: %s.");
        Values llm = config.group("llm").orElseThrow();
        AiFields.check("config.llm", llm, plugin);
        if (!llm.text("route_type").equals("llm/v1/chat")) {
            plugin.report(Code.HG0108, llm.location("route_type"), "config.llm.route_type",
                    "'config.llm.route_type' must be 'llm/v1/chat' for AI transformer plugins.", "");
        }
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    static Introspection introspection(Values config) {
        return new Introspection(LanguageModel.read(config.group("llm").orElseThrow()), config.text("prompt"),
                Optional.of(config.text("transformation_extract_pattern")).filter(text -> !text.isEmpty())
                        .map(TransformerFields::pattern),
                Duration.ofMillis(config.whole("http_timeout")), config.flag("https_verify"));
    }
}
