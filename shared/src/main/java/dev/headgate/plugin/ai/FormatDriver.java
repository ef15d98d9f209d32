package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;

/// Providers whose models are served in several formats, one of which the configuration chooses
/// (kong/llm/drivers/mistral.lua, llama2.lua).
record FormatDriver(String provider) implements Driver {
    private Driver chosen(LanguageModel model) {
        String format = provider.equals("mistral") ? model.options().mistralFormat() : model.options().llama2Format();
        return switch (format) {
            case "openai" -> new OpenAiDriver();
            case "ollama" -> new OllamaFormat();
            default -> new LlamaFormat();
        };
    }

    @Override
    public Members toProvider(Members request, LanguageModel model) throws PromptException {
        return chosen(model).toProvider(request, model);
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        return chosen(model).fromProvider(answer, model);
    }
}
