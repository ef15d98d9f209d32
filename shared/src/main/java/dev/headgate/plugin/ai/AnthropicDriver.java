package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Anthropic's messages and completions (kong/llm/drivers/anthropic.lua).
record AnthropicDriver() implements Driver {
    private static final Set<String> SPEAKERS = Set.of("assistant", "user", "tool");

    @Override
    public Members toProvider(Members request, LanguageModel model) {
        Members merged = model.options().into(request);
        JsonValue name = new JsonValue.Text(model.name());
        return switch (model.routeType()) {
            case COMPLETIONS, PRESERVE -> Members.NONE
                    .with("prompt", "Human: " + merged.text("prompt").orElse("") + "\n\nAssistant:")
                    .withOptional("temperature", merged.member("temperature"))
                    .withOptional("max_tokens_to_sample", merged.member("max_tokens")).with("model", name)
                    .with("stream", false);
            case CHAT -> messages(merged).withOptional("temperature", merged.member("temperature"))
                    .withOptional("max_tokens", merged.member("max_tokens")).with("model", name)
                    .with("stream", false)
                    .withOptional("tools", merged.member("tools").map(_ -> tools(merged.objects("tools"))))
                    .withOptional("tool_choice", merged.member("tool_choice").flatMap(AnthropicDriver::toolChoice));
        };
    }

    /// Anthropic has one system prompt beside the messages; of several the last one counts.
    private static Members messages(Members request) {
        List<JsonValue> messages = new ArrayList<>();
        Optional<JsonValue> system = Optional.empty();
        for (Members message : request.objects("messages")) {
            String role = message.text("role").orElse("");
            if (!SPEAKERS.contains(role)) {
                system = message.member("content");
            } else if (role.equals("assistant") && message.member("tool_calls").isPresent()) {
                messages.add(Members.NONE.with("role", role).with("content",
                        new Items(message.objects("tool_calls").stream().map(AnthropicDriver::toolUse).toList())));
            } else if (role.equals("tool")) {
                messages.add(Members.NONE.with("role", "user").with("content", Items.of(Members.NONE
                        .with("type", "tool_result").withOptional("tool_use_id", message.member("tool_call_id"))
                        .withOptional("content", message.member("content")))));
            } else {
                messages.add(message);
            }
        }
        return Members.NONE.with("messages", new Items(messages)).withOptional("system", system);
    }

    private static JsonValue toolUse(Members call) {
        Members function = call.object("function");
        return Members.NONE.with("type", "tool_use").withOptional("id", call.member("id"))
                .withOptional("name", function.member("name"))
                .withOptional("input", function.text("arguments").flatMap(JsonValue::parse));
    }

    private static JsonValue tools(List<Members> tools) {
        return new Items(tools.stream().map(tool -> tool.object("function"))
                .filter(function -> !function.values().isEmpty()).<JsonValue>map(function -> function
                        .without("parameters").withOptional("input_schema", function.member("parameters")))
                .toList());
    }

    private static Optional<JsonValue> toolChoice(JsonValue choice) {
        return switch (choice) {
            case JsonValue.Text(String word) -> switch (word) {
                case "required" -> Optional.of(Members.NONE.with("type", "any"));
                case "none", "auto" -> Optional.of(Members.NONE.with("type", word));
                default -> Optional.empty();
            };
            case Members members when members.text("type").orElse("").equals("function") -> members
                    .object("function").text("name")
                    .map(name -> Members.NONE.with("type", "tool").with("name", name));
            default -> Optional.empty();
        };
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        Members said = answer instanceof Members members ? members : Members.NONE;
        boolean chat = model.routeType() == RouteType.CHAT;
        String member = chat ? "content" : "completion";
        if (said.member(member).isEmpty()) {
            throw new PromptException(
                    "'" + member + "' not in anthropic://" + model.routeType().kongName() + " response");
        }
        Members choice = Members.NONE.with("index", Num.of(0));
        if (!chat) {
            return Members.NONE.with("choices", Items.of(choice.withOptional("text", said.member("completion"))
                    .withOptional("finish_reason", said.member("stop_reason"))))
                    .withOptional("model", said.member("model")).with("object", "text_completion");
        }
        List<Members> content = said.objects("content");
        List<JsonValue> calls = content.stream()
                .filter(block -> block.text("type").orElse("").equals("tool_use"))
                .<JsonValue>map(AnthropicDriver::toolCall).toList();
        Members message = Members.NONE.with("role", "assistant").with("content",
                content.stream().flatMap(block -> block.text("text").stream()).collect(Collectors.joining("\n")));
        return Members.NONE
                .with("choices", Items.of(choice
                        .with("message", calls.isEmpty() ? message : message.with("tool_calls", new Items(calls)))
                        .withOptional("finish_reason", said.member("stop_reason"))))
                .with("usage", usage(said)).withOptional("model", said.member("model"))
                .with("object", "chat.completion");
    }

    private static JsonValue toolCall(Members block) {
        return Members.NONE.withOptional("id", block.member("id")).with("type", "function").with("function",
                Members.NONE.withOptional("name", block.member("name")).with("arguments",
                        block.member("input").orElse(Members.NONE).document()));
    }

    private static JsonValue usage(Members said) {
        if (said.member("usage").isEmpty()) {
            return new JsonValue.Text("no usage data returned from upstream");
        }
        Members usage = said.object("usage");
        return Usage.of(usage.number("input_tokens"), usage.number("output_tokens"), Optional.empty());
    }
}
