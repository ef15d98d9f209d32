package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Amazon Bedrock's Converse (kong/llm/drivers/bedrock.lua).
record BedrockDriver() implements Driver {
    /// Models without system prompts, as Kong knows them.
    private static final Pattern WITHOUT_SYSTEM = Pattern.compile("amazon.titan|cohere.command.*-text.*-"
            + "|cohere.command.*-light.*-text.*-|mistral.mistral.*-7b.*-instruct.*-|mistral.mixtral.*-8x7b.*-instruct.*-");

    /// Whether a model takes system prompts.
    static boolean takesSystemPrompts(String model) {
        return !WITHOUT_SYSTEM.matcher(model).find();
    }

    @Override
    public Members toProvider(Members request, LanguageModel model) throws PromptException {
        if (model.routeType() != RouteType.CHAT) {
            throw Driver.impossible(model);
        }
        Members merged = model.options().into(request);
        List<JsonValue> system = new ArrayList<>();
        List<JsonValue> messages = new ArrayList<>();
        for (Members message : merged.objects("messages")) {
            String role = message.text("role").orElse("user");
            if (role.equals("system")) {
                system.add(Members.NONE.withOptional("text", message.member("content")));
            } else {
                messages.add(Members.NONE.with("role", role.equals("assistant") ? "assistant" : "user")
                        .with("content", role.equals("tool") ? toolResult(message, model) : content(message, model)));
            }
        }
        if (!system.isEmpty() && !takesSystemPrompts(model.name())) {
            throw Driver.failed(model, "system prompts are unsupported for model '" + model.name());
        }
        String version = model.options().anthropicVersion();
        Members asked = Members.NONE.with("anthropic_version", version.isEmpty() ? "bedrock-2023-05-31" : version)
                .with("messages", new Items(messages)).with("inferenceConfig", Members.NONE
                        .withOptional("maxTokens", merged.member("max_tokens"))
                        .withOptional("stopSequences", merged.member("stop"))
                        .withOptional("temperature", merged.member("temperature"))
                        .withOptional("topP", merged.member("top_p")))
                .withOptional("guardrailConfig", merged.member("guardrailConfig"));
        return withTools(system.isEmpty() ? asked : asked.with("system", new Items(system)), merged);
    }

    private static JsonValue toolResult(Members message, LanguageModel model) throws PromptException {
        Optional<JsonValue> result = message.text("content").flatMap(JsonValue::parse);
        if (result.isEmpty()) {
            throw Driver.failed(model, "failed to decode function response arguments, not JSON format");
        }
        JsonValue json = result.get() instanceof Members || result.get() instanceof Items
                ? result.get()
                : Members.NONE.with("result", result.get());
        return Items.of(Members.NONE.with("toolResult", Members.NONE
                .withOptional("toolUseId", message.member("tool_call_id"))
                .with("content", Items.of(Members.NONE.with("json", json)))
                .withOptional("status", message.member("status"))));
    }

    private static JsonValue content(Members message, LanguageModel model) throws PromptException {
        JsonValue content = message.member("content").orElse(new JsonValue.Text(""));
        if (content instanceof Items || content instanceof Members) {
            return content;
        }
        if (message.items("tool_calls").isEmpty()) {
            return Items.of(Members.NONE.with("text", content));
        }
        List<JsonValue> uses = new ArrayList<>();
        for (Members call : message.objects("tool_calls")) {
            Members function = call.object("function");
            Optional<JsonValue> input = function.text("arguments").flatMap(JsonValue::parse);
            if (input.isEmpty()) {
                throw Driver.failed(model,
                        "failed to decode function response arguments from assistant's message, not JSON format");
            }
            uses.add(Members.NONE.with("toolUse", Members.NONE.withOptional("toolUseId", call.member("id"))
                    .withOptional("name", function.member("name")).with("input", input.get())));
        }
        return new Items(uses);
    }

    private static Members withTools(Members asked, Members request) {
        Members own = request.object("bedrock");
        List<JsonValue> tools = request.objects("tools").stream().map(tool -> tool.object("function"))
                .filter(function -> !function.values().isEmpty()).map(BedrockDriver::toolSpec).toList();
        Members config = own.object("toolConfig");
        Members whole = own.member("toolConfig").isEmpty() && tools.isEmpty()
                ? asked
                : asked.with("toolConfig", tools.isEmpty() ? config : config.with("tools", new Items(tools)));
        return whole.withOptional("additionalModelRequestFields", own.member("additionalModelRequestFields"));
    }

    private static JsonValue toolSpec(Members function) {
        return Members.NONE.with("toolSpec", Members.NONE.withOptional("name", function.member("name"))
                .withOptional("description", function.member("description")).with("inputSchema",
                        Members.NONE.withOptional("json", function.member("parameters"))));
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        Members said = answer instanceof Members members ? members : Members.NONE;
        List<Members> content = said.object("output").object("message").objects("content");
        if (content.isEmpty()) {
            throw new PromptException("no generation candidates received from Bedrock, or max_tokens too short");
        }
        List<JsonValue> calls = content.stream().map(block -> block.object("toolUse"))
                .filter(use -> !use.values().isEmpty()).<JsonValue>map(BedrockDriver::toolCall).toList();
        Members message = Members.NONE.with("role", "assistant").withOptional("content",
                content.getFirst().member("text"));
        Members converted = Members.NONE.with("choices", Items.of(Members.NONE.with("index", Num.of(0))
                .with("message", calls.isEmpty() ? message : message.with("tool_calls", new Items(calls)))
                .with("finish_reason", finishReason(said.text("stopReason").orElse("")))))
                .with("object", "chat.completion").with("model", model.name());
        Members usage = said.object("usage");
        return (said.member("usage").isEmpty()
                ? converted
                : converted.with("usage", Usage.of(usage.number("inputTokens"), usage.number("outputTokens"),
                        usage.number("totalTokens"))))
                .withOptional("trace", said.member("trace"));
    }

    private static JsonValue toolCall(Members use) {
        Members input = use.object("input");
        Members function = Members.NONE.withOptional("name", use.member("name"));
        return Members.NONE.with("function", input.values().isEmpty()
                ? function
                : function.with("arguments", input.document())).withOptional("id", use.member("toolUseId"))
                .with("type", "function");
    }

    private static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "max_tokens" -> "length";
            case "tool_use" -> "tool_calls";
            case "guardrail_intervened" -> stopReason;
            default -> "stop";
        };
    }
}
