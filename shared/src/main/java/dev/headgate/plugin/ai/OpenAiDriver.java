package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;

/// OpenAI's own format, which Azure has too (kong/llm/drivers/openai.lua, azure.lua).
record OpenAiDriver() implements Driver {
    @Override
    public Members toProvider(Members request, LanguageModel model) {
        Members merged = model.options().into(request).without("top_k");
        Members named = model.name().isEmpty() ? merged : merged.with("model", model.name());
        return named.with("stream", false);
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        if (answer instanceof Members members && members.member("choices").isPresent()) {
            return answer;
        }
        throw new PromptException("'choices' not in " + model.routeType().kongName() + " response");
    }
}
