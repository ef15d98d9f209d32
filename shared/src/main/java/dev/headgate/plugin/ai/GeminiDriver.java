package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Google's generateContent (kong/llm/drivers/gemini.lua).
record GeminiDriver() implements Driver {
    @Override
    public Members toProvider(Members request, LanguageModel model) throws PromptException {
        if (model.routeType() != RouteType.CHAT) {
            throw Driver.impossible(model);
        }
        Members merged = model.options().into(request);
        List<JsonValue> contents = new ArrayList<>();
        StringBuilder system = new StringBuilder();
        Map<String, String> functions = new HashMap<>();
        List<Members> messages = merged.objects("messages");
        for (int i = 0; i < messages.size(); i++) {
            Members message = messages.get(i);
            String role = message.text("role").orElse("user");
            if (role.equals("system")) {
                system.append(message.text("content").orElse(""));
            } else if (role.equals("tool")) {
                contents.add(functionResponse(message, functions));
            } else if (role.equals("assistant") && !message.items("tool_calls").isEmpty()) {
                contents.add(functionCalls(message, functions));
            } else {
                contents.add(Members.NONE.with("role", role.equals("assistant") ? "model" : "user").with("parts",
                        parts(message, i + 1, model)));
            }
        }
        if (!system.isEmpty() && model.name().startsWith("gemini-1.0")) {
            throw Driver.failed(model, "system prompts aren't supported on gemini-1.0 models");
        }
        Members asked = Members.NONE.with("contents", new Items(contents));
        return (system.isEmpty()
                ? asked
                : asked.with("systemInstruction",
                        Members.NONE.with("parts", Items.of(Members.NONE.with("text", system.toString())))))
                .with("generationConfig", Members.NONE.withOptional("maxOutputTokens", merged.member("max_tokens"))
                        .withOptional("stopSequences", merged.member("stop"))
                        .withOptional("temperature", merged.member("temperature"))
                        .withOptional("topK", merged.member("top_k")).withOptional("topP", merged.member("top_p")))
                .withOptional("tools", tools(merged)).withOptional("tool_config", merged.member("tool_config"));
    }

    private static Optional<JsonValue> tools(Members request) {
        List<JsonValue> functions = request.objects("tools").stream()
                .flatMap(tool -> tool.member("function").stream()).toList();
        return functions.isEmpty()
                ? Optional.empty()
                : Optional.of(Items.of(Members.NONE.with("function_declarations", new Items(functions))));
    }

    private static JsonValue functionCalls(Members message, Map<String, String> functions) {
        List<JsonValue> calls = new ArrayList<>();
        for (Members call : message.objects("tool_calls")) {
            Members function = call.object("function");
            String name = function.text("name").orElse("");
            call.text("id").ifPresent(id -> functions.put(id, name));
            calls.add(Members.NONE.with("function_call", Members.NONE.with("name", name)
                    .withOptional("args", function.text("arguments").flatMap(JsonValue::parse))));
        }
        return Members.NONE.with("role", "function").with("parts", new Items(calls));
    }

    /// Gemini wants the function's name where OpenAI has the id of its call.
    private static JsonValue functionResponse(Members message, Map<String, String> functions) {
        String id = message.text("tool_call_id").orElse("");
        Members response = Members.NONE.with("content", Items.of(message.member("content")
                .orElse(new JsonValue.Text(""))));
        return Members.NONE.with("role", "function").with("parts", Items.of(Members.NONE.with("function_response",
                Members.NONE.with("response", response).with("name", functions.getOrDefault(id,
                        message.text("name").orElse(id))))));
    }

    private static JsonValue parts(Members message, int position, LanguageModel model) throws PromptException {
        JsonValue content = message.member("content").orElse(Items.NONE);
        if (content instanceof JsonValue.Text text) {
            return Items.of(Members.NONE.with("text", text));
        }
        List<JsonValue> parts = new ArrayList<>();
        for (Members part : message.objects("content")) {
            parts.add(part(part, model));
        }
        if (parts.isEmpty() && message.member("content").isPresent()) {
            throw Driver.failed(model, "message at position " + position + " does not match expected array format");
        }
        return new Items(parts);
    }

    private static JsonValue part(Members part, LanguageModel model) throws PromptException {
        String type = part.text("type").orElse("");
        return switch (type) {
            case "text" -> Members.NONE.with("text", part.text("text").orElseThrow(
                    () -> Driver.failed(model, "message part type is 'text' but is missing .text block")));
            case "image_url" -> image(part.object("image_url").text("url").orElseThrow(() -> Driver.failed(model,
                    "message part type is 'image_url' but is missing .image_url.url block")), model);
            default -> throw Driver.failed(model, "cannot transform part of type '" + type + "' to Gemini format");
        };
    }

    /// A `data:` address carries the image itself.
    private static JsonValue image(String url, LanguageModel model) throws PromptException {
        if (url.length() < 10) {
            throw Driver.failed(model, "could not decode OpenAI image-part, image URL is less than 10 bytes, "
                    + "which is not parsable");
        }
        if (!url.startsWith("data:")) {
            return Members.NONE.with("fileData",
                    Members.NONE.with("fileUri", url).with("mimeType", "image/generic"));
        }
        int semicolon = url.indexOf(';');
        int comma = url.indexOf(',');
        if (semicolon < 0 || comma < semicolon) {
            throw Driver.failed(model, "");
        }
        return Members.NONE.with("inlineData", Members.NONE.with("data", url.substring(comma + 1)).with("mimeType",
                url.substring("data:".length(), semicolon)));
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        Members said = answer instanceof Members members ? members : Members.NONE;
        if (said.objects("candidates").isEmpty()) {
            throw new PromptException("no generation candidates received from Gemini, or max_tokens too short");
        }
        Members candidate = said.objects("candidates").getFirst();
        List<Members> parts = candidate.object("content").objects("parts");
        List<JsonValue> choices = new ArrayList<>();
        if (!parts.isEmpty() && parts.getFirst().member("text").isPresent()) {
            choices.add(Members.NONE.with("index", Num.of(0))
                    .with("message",
                            Members.NONE.with("role", "assistant").withOptional("content",
                                    parts.getFirst().member("text")))
                    .withOptional("finish_reason", candidate.text("finishReason")
                            .map(reason -> new JsonValue.Text(reason.toLowerCase(Locale.ROOT)))));
        } else if (!parts.isEmpty() && parts.getFirst().member("functionCall").isPresent()) {
            choices.add(Members.NONE.with("index", Num.of(0)).with("message", Members.NONE.with("role", "assistant")
                    .with("tool_calls", new Items(parts.stream().map(GeminiDriver::toolCall).toList()))));
        }
        Members converted = Members.NONE.with("choices", new Items(choices)).with("object", "chat.completion")
                .with("model", model.name());
        Members usage = said.object("usageMetadata");
        return said.member("usageMetadata").isEmpty()
                ? converted
                : converted.with("usage", Usage.of(usage.number("promptTokenCount"),
                        usage.number("candidatesTokenCount"), usage.number("totalTokenCount")));
    }

    /// Whether Google held an answer back for what it says.
    static boolean isUnsafe(JsonValue answer) {
        return answer instanceof Members said && said.objects("candidates").stream().findFirst()
                .flatMap(candidate -> candidate.text("finishReason")).orElse("").equals("SAFETY");
    }

    private static JsonValue toolCall(Members part) {
        Members call = part.object("functionCall");
        return Members.NONE.with("type", "function").with("function", Members.NONE
                .withOptional("name", call.member("name"))
                .with("arguments", call.member("args").orElse(Members.NONE).document()));
    }
}
