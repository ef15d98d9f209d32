package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.Optional;

/// The format of Ollama (kong/llm/drivers/shared.lua, `to_ollama` and `from_ollama`).
record OllamaFormat() implements Driver {
    @Override
    public Members toProvider(Members request, LanguageModel model) {
        Members merged = model.options().into(request);
        Members options = Members.NONE.withOptional("num_predict", merged.member("max_tokens"))
                .withOptional("temperature", merged.member("temperature"))
                .withOptional("top_p", merged.member("top_p")).withOptional("top_k", merged.member("top_k"));
        Members asked = merged.member("messages").isPresent()
                ? Members.NONE.withOptional("messages", merged.member("messages"))
                : Members.NONE.withOptional("prompt", merged.member("prompt"));
        return asked.with("stream", false).with("model", model.name()).withOptional("tools", merged.member("tools"))
                .withOptional("tool_choice", merged.member("tool_choice")).with("options", options);
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        if (!(answer instanceof Members said)) {
            throw new PromptException("failed to decode ollama response");
        }
        long completion = count(said, "eval_count");
        long prompt = count(said, "prompt_eval_count");
        Members common = Members.NONE.withOptional("model", said.member("model"))
                .withOptional("created", said.member("created_at"))
                .with("usage", Members.NONE.with("completion_tokens", Num.of(completion))
                        .with("prompt_tokens", Num.of(prompt)).with("total_tokens", Num.of(completion + prompt)));
        return switch (model.routeType()) {
            case CHAT, PRESERVE -> common.with("object", "chat.completion").with("choices", Items.of(Members.NONE
                    .with("finish_reason", said.text("finish_reason").orElse(stopReason(said, completion, model)))
                    .with("index", Num.of(0)).withOptional("message", said.member("message"))));
            case COMPLETIONS -> common.with("object", "text_completion").with("choices",
                    Items.of(Members.NONE.with("index", Num.of(0)).withOptional("text", said.member("response"))));
        };
    }

    /// Ollama does not say why a model stopped; at the limit it was the limit.
    private static String stopReason(Members said, long completion, LanguageModel model) {
        Optional<Long> limit = model.options().maxTokens();
        return said.member("eval_count").isPresent() && limit.isPresent() && limit.get() == completion
                ? "length"
                : "stop";
    }

    private static long count(Members said, String name) {
        return said.number(name).map(number -> (long) number.value()).orElse(0L);
    }
}
