package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;

/// Knows a provider's format (kong/llm/drivers). Stateless.
interface Driver {
    /// The request as the provider wants it.
    ///
    /// @param request in OpenAI's format, of the model's route type, which is not [RouteType#PRESERVE]
    /// @throws PromptException when the provider has no such request
    Members toProvider(Members request, LanguageModel model) throws PromptException;

    /// The answer in OpenAI's format.
    ///
    /// @param answer the provider's; any JSON value
    /// @throws PromptException when it is no answer of the provider's, in a few words
    JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException;

    /// What Kong calls a failure to make a request.
    static PromptException impossible(LanguageModel model) {
        return new PromptException("no transformer for " + model.provider().kongName() + "://"
                + model.routeType().kongName());
    }

    /// What Kong answers when something is missing that the provider's format needs.
    static PromptException failed(LanguageModel model, String reason) {
        return new PromptException("error transforming to " + model.provider().kongName() + "://"
                + model.routeType().kongName() + (reason.isEmpty() ? "" : ": " + reason));
    }
}
