package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;

/// Adds messages to chats, before and behind those of the client. Source: kong/plugins/ai-prompt-decorator.
///
/// @param prepend before the client's messages
/// @param append behind them
/// @param maxRequestBodySize the largest body that is read, in bytes
public record AiPromptDecorator(List<JsonValue> prepend, List<JsonValue> append, long maxRequestBodySize)
        implements
            Plugin {
    private static final int MESSAGES_MAX = 15;
    private static final RecordSchema MESSAGE = RecordSchema.of(
            defaulted("role", FieldType.oneOf("system", "assistant", "user"), "system", "Who says it."),
            required("content", FieldType.text(new Rule<>(text -> text.length() <= 500,
                    "length must be at most 500.", "")), "What is said, up to 500 characters."));

    /// Kong's ai-prompt-decorator plugin.
    public static final PluginType<AiPromptDecorator> TYPE = new PluginType<>("ai-prompt-decorator", 772,
            RecordSchema.of(
                    optional("prompts", FieldType.group(RecordSchema.of(
                            optional("prepend", FieldType.listOf(FieldType.group(MESSAGE)),
                                    "Messages before the client's, up to 15."),
                            optional("append", FieldType.listOf(FieldType.group(MESSAGE)),
                                    "Messages behind the client's, up to 15."))),
                            "The messages; at least one."),
                    AiFields.maxRequestBodySize(), AiFields.llmFormat()).check(AiPromptDecorator::check),
            true, AiPromptDecorator::of);

    public AiPromptDecorator {
        prepend = List.copyOf(prepend);
        append = List.copyOf(append);
    }

    private static AiPromptDecorator of(Values config) {
        Values prompts = config.group("prompts").orElseThrow();
        return new AiPromptDecorator(messages(prompts, "prepend"), messages(prompts, "append"),
                config.whole("max_request_body_size"));
    }

    private static List<JsonValue> messages(Values prompts, String name) {
        return prompts.list(name, Values.class).stream().<JsonValue>map(message -> Members.NONE
                .with("role", message.text("role")).with("content", message.text("content"))).toList();
    }

    private static void check(Values config, Entity plugin) {
        List<Integer> counts = config.group("prompts").map(prompts -> List.of(
                prompts.list("prepend", Values.class).size(), prompts.list("append", Values.class).size()))
                .orElse(List.of(0, 0));
        if (counts.stream().allMatch(count -> count == 0)) {
            plugin.report(Code.HG0108, config.location("prompts"), "config.prompts",
                    "at least one of these fields must "
                            + "be non-empty: 'config.prompts.prepend', 'config.prompts.append'.",
                    "");
        }
        if (counts.stream().anyMatch(count -> count > MESSAGES_MAX)) {
            plugin.report(Code.HG0106, config.location("prompts"), "config.prompts",
                    "length must be at most " + MESSAGES_MAX + ".", "");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Members request = PromptRequest.of(exchange, maxRequestBodySize);
        if (!PromptRequest.isChat(request)) {
            return exchange.answer(
                    PromptRequest.error(400, "this LLM route only supports llm/chat type requests"));
        }
        List<JsonValue> messages = new ArrayList<>(prepend);
        messages.addAll(request.items("messages"));
        messages.addAll(append);
        return PromptRequest.with(exchange, request.with("messages", new Items(messages))).proceed();
    }
}
