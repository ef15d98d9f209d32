package dev.headgate.plugin.ai;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Resources;
import dev.headgate.web.WebCall;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Has a model rewrite a message (kong/llm/init.lua, `ai_introspect_body`).
///
/// @param model asked for the next message of a chat
/// @param prompt tells the model what to do
/// @param extract finds the part of the model's answer that counts; absent for all of it
/// @param timeout how long the model is waited for
/// @param tlsVerify whether its certificate is checked
record Introspection(LanguageModel model, String prompt, Optional<Pattern> extract, Duration timeout,
        boolean tlsVerify) {
    /// Enough for any text of a model's.
    private static final int ANSWER_BYTES_MAX = 7 << 20;
    private static final int STATUS_OK_MAX = 299;

    /// What the model makes of a message.
    ///
    /// @throws PromptException when it makes nothing of it, in Kong's words
    String rewritten(String message, Exchange exchange, Resources resources) throws PromptException {
        Members request = model.auth().into(model.provider().driver().toProvider(question(message), model));
        Response answered = ask(request, exchange, resources);
        if (answered.status() > STATUS_OK_MAX) {
            throw new PromptException("failed to introspect request with AI service: status code "
                    + answered.status());
        }
        String text = content(ModelAnswer.plain(answered));
        return extract.isPresent() ? extracted(text, extract.get()) : text;
    }

    private Members question(String message) {
        boolean system = model.provider() != Provider.BEDROCK || BedrockDriver.takesSystemPrompts(model.name());
        List<JsonValue> messages = system
                ? List.of(said("system", prompt), said("user", message))
                : List.of(said("user", prompt), said("assistant", "What is the message?"), said("user", message));
        return Members.NONE.with("messages", new Items(messages)).with("stream", false);
    }

    private static JsonValue said(String role, String content) {
        return Members.NONE.with("role", role).with("content", content);
    }

    private Response ask(Members request, Exchange exchange, Resources resources) throws PromptException {
        URI address = ModelAddress.of(model, "/", resources.aws());
        Query query = model.auth().into(model.provider() == Provider.AZURE && model.options().upstreamUrl().isEmpty()
                ? Query.EMPTY.with("api-version", model.options().azureApiVersion())
                : Query.EMPTY);
        URI whole = query.parameters().isEmpty() ? address : URI.create(address + "?" + query.encoded());
        Headers headers = ModelRequest.headers(model,
                Headers.of("Accept", "application/json", "Content-Type", "application/json"));
        WebCall call = new WebCall("POST", whole, headers, Body.utf8(request.document()),
                exchange.timeLeft().atMost(timeout), ANSWER_BYTES_MAX, tlsVerify);
        try {
            return resources.web().send(ModelRequest.signed(model, call, resources.aws()));
        } catch (IOException _) {
            // The address is nothing for clients.
            throw new PromptException(
                    "failed to introspect request with AI service: request to ai service failed: no answer");
        }
    }

    private String content(Body answer) throws PromptException {
        Optional<JsonValue> parsed = JsonValue.parse(answer);
        if (model.provider() == Provider.GEMINI && parsed.filter(GeminiDriver::isUnsafe).isPresent()) {
            throw new PromptException("failed to convert AI response to Kong format: transformation failed from type "
                    + "gemini://llm/v1/chat: transformation generation candidate breached Gemini content safety");
        }
        JsonValue converted;
        try {
            converted = ModelAnswer.converted(answer, model);
        } catch (PromptException e) {
            throw new PromptException("failed to convert AI response to Kong format: " + e.getMessage());
        }
        Members choices = converted instanceof Members members ? members : Members.NONE;
        return choices.objects("choices").stream().findFirst()
                .flatMap(choice -> choice.object("message").text("content"))
                .orElseThrow(() -> new PromptException("no 'choices' in upstream AI service response"));
    }

    private static String extracted(String text, Pattern pattern) throws PromptException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new PromptException("AI response did not match specified regular expression");
        }
        return matcher.group();
    }
}
