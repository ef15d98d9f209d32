package dev.headgate.plugin;

import dev.headgate.http.Response;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the tables of authentication plugins need: credentials, and outcomes on one short line.
final class AuthenticationKit {
    private static final Pattern MESSAGE = Pattern.compile("\\{\\s*\"message\":\"(.*?)\"", Pattern.DOTALL);

    private AuthenticationKit() {}

    /// A store with these credentials, their consumers and the consumer `nobody`, for anonymous requests.
    static CredentialStore store(List<Credential> credentials) {
        List<Consumer> consumers = new java.util.ArrayList<>(
                credentials.stream().map(Credential::consumer).distinct().toList());
        consumers.add(PluginKit.consumer("nobody"));
        return new DeclaredCredentials(
                new Gateway(List.of(), List.of(), consumers, credentials, List.of(), List.of()));
    }

    /// What becomes of a request: the line of what the backend gets, or status, message and challenge of the answer, as
    /// in `401 Unauthorized + Key`.
    static String outcome(Step step) {
        return switch (step) {
            case Step.Proceed(Exchange exchange) -> Written.of(exchange.upstream());
            case Step.Answer(Exchange _, Response response) -> refusal(response);
        };
    }

    private static String refusal(Response response) {
        String body = response.body().utf8();
        Matcher message = MESSAGE.matcher(body);
        String challenge = response.headers().first("WWW-Authenticate");
        return response.status() + " " + (message.find() ? message.group(1) : body)
                + (challenge.isEmpty() ? "" : " + " + challenge);
    }
}
