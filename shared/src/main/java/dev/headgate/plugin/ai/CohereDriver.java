package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cohere's chat and generate (kong/llm/drivers/cohere.lua).
record CohereDriver() implements Driver {
    @Override
    public Members toProvider(Members request, LanguageModel model) throws PromptException {
        if (request.member("tools").isPresent()) {
            return new OpenAiDriver().toProvider(request, model);
        }
        Members merged = model.options().into(request);
        Members common = merged.without("top_p").without("top_k").withOptional("p", merged.member("top_p"))
                .withOptional("k", merged.member("top_k")).with("model", model.name()).with("stream", false);
        if (merged.member("messages").isEmpty()) {
            return common;
        }
        List<Members> messages = merged.objects("messages");
        if (messages.isEmpty()) {
            throw Driver.failed(model, "");
        }
        Members chat = common.without("messages").withOptional("message", messages.getLast().member("content"));
        return messages.size() == 1
                ? chat
                : chat.with("chat_history", new Items(messages.subList(0, messages.size() - 1).stream()
                        .map(CohereDriver::past).toList()));
    }

    private static JsonValue past(Members message) {
        String role = message.text("role").orElse("");
        return Members.NONE.with("role", role.equals("assistant") || role.equals("CHATBOT") ? "CHATBOT" : "USER")
                .withOptional("message", message.member("content"));
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        Members said = answer instanceof Members members ? members : Members.NONE;
        if (said.member("prompt").isPresent() && said.member("generations").isPresent()) {
            return generated(said, model);
        }
        Members usage = said.object("meta").object("billed_units");
        if (said.member("text").isPresent()) {
            Members message = Members.NONE.with("role", "assistant").withOptional("content", said.member("text"));
            return completion(message, Optional.of(new JsonValue.Text("stop")), model)
                    .withOptional("id", said.member("generation_id"))
                    .with("usage", model.routeType() == RouteType.COMPLETIONS
                            ? counted(said.object("token_count"))
                            : billed(usage));
        }
        if (said.member("message").isPresent() && model.routeType() == RouteType.CHAT) {
            Members spoken = said.object("message");
            Members message = Members.NONE.with("role", "assistant")
                    .withOptional("content", spoken.member("tool_plan").or(() -> spoken.member("content")))
                    .withOptional("tool_calls", spoken.member("tool_calls"));
            return completion(message, said.member("finish_reason"), model).withOptional("id", said.member("id"))
                    .with("usage", billed(said.object("usage").object("billed_units")));
        }
        throw new PromptException("'text' or 'generations' missing from cohere response body");
    }

    private static Members generated(Members said, LanguageModel model) {
        List<JsonValue> choices = new ArrayList<>();
        for (Members generation : said.objects("generations")) {
            choices.add(Members.NONE.with("index", Num.of(choices.size()))
                    .withOptional("text", generation.member("text")).with("finish_reason", "stop"));
        }
        return Members.NONE.with("choices", new Items(choices)).with("object", "text_completion")
                .with("model", model.name()).withOptional("id", said.member("id"))
                .with("usage", billed(said.object("meta").object("billed_units")));
    }

    private static Members completion(Members message, Optional<JsonValue> finishReason, LanguageModel model) {
        return Members.NONE
                .with("choices", Items.of(Members.NONE.with("index", Num.of(0)).with("message", message)
                        .withOptional("finish_reason", finishReason)))
                .with("object", "chat.completion").with("model", model.name());
    }

    private static Members billed(Members units) {
        return Usage.of(units.number("input_tokens"), units.number("output_tokens"), Optional.empty());
    }

    private static Members counted(Members tokens) {
        return Usage.of(tokens.number("prompt_tokens"), tokens.number("response_tokens"),
                tokens.number("total_tokens"));
    }
}
