package dev.headgate.plugin.ai;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.Exchange;
import java.util.Locale;
import java.util.Optional;

/// A chat or a prompt in OpenAI's format, as the AI plugins see it one after the other: a note of the [Exchange]. The first
/// plugin reads it from the body (kong/llm/plugin/shared-filters/parse-request.lua).
record PromptRequest(Members members) {
    /// What the request holds; no members where it holds none, or more than a plugin may look at.
    ///
    /// @param bytesMax the largest body that is read
    static Members of(Exchange exchange, long bytesMax) {
        return exchange.note(PromptRequest.class).map(PromptRequest::members)
                .orElseGet(() -> read(exchange, bytesMax));
    }

    private static Members read(Exchange exchange, long bytesMax) {
        String contentType = exchange.upstream().headers().first("Content-Type").toLowerCase(Locale.ROOT);
        Body body = exchange.upstream().body();
        return body.length() <= bytesMax && (contentType.isEmpty() || contentType.startsWith("application/json"))
                ? JsonValue.parseObject(body).orElse(Members.NONE)
                : Members.NONE;
    }

    /// The exchange with this request in the place of the one it has.
    static Exchange with(Exchange exchange, Members members) {
        return exchange.withNote(new PromptRequest(members)).withUpstream(exchange.upstream()
                .withHeader("Content-Type", "application/json").withBody(Body.utf8(members.document())));
    }

    /// How the AI plugins answer.
    static Response error(int status, String message) {
        return Answers.json(status, Members.NONE.with("error", Members.NONE.with("message", message)).document());
    }

    /// Whether there are messages.
    static boolean isChat(Members members) {
        return !members.items("messages").isEmpty();
    }

    /// The prompt, where there is one.
    static Optional<String> prompt(Members members) {
        return members.text("prompt");
    }
}
