package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.identity.Identity;
import java.util.Set;
import java.util.TreeSet;

/// The header fields that tell the backend who is calling, as every authentication plugin of Kong's sets them. What the
/// client sent under these names is replaced or removed, so that it cannot pass for somebody else; so is what only has
/// `_` in the place of `-`, which many backends take for the same name (CGI's `HTTP_X_CONSUMER_ID`).
final class IdentityHeaders {
    private static final Set<String> NAMES = caseless("X-Consumer-ID", "X-Consumer-Custom-ID", "X-Consumer-Username",
            "X-Credential-Identifier", "X-Anonymous-Consumer");

    private IdentityHeaders() {}

    static Headers of(Identity identity) {
        Headers consumer = identity.knownConsumer()
                .map(known -> plus(plus(plus(Headers.EMPTY, "X-Consumer-ID", known.id()), "X-Consumer-Custom-ID",
                        known.customId()), "X-Consumer-Username", known.username()))
                .orElse(Headers.EMPTY);
        return switch (identity) {
            case Identity.Verified verified ->
                    with(plus(consumer, "X-Credential-Identifier", verified.credential().identifier()),
                            verified.headers());
            case Identity.Anonymous _ -> consumer.plus("X-Anonymous-Consumer", "true");
            case Identity.Unknown _ -> consumer;
        };
    }

    static UpstreamRequest tell(UpstreamRequest upstream, Identity identity) {
        Headers told = of(identity);
        return upstream.withHeaders(
                upstream.headers().without(name -> isTaken(name.replace('_', '-'), told)).plus(told));
    }

    private static boolean isTaken(String name, Headers told) {
        return NAMES.contains(name) || told.fields().stream()
                .anyMatch(field -> field.name().replace('_', '-').equalsIgnoreCase(name));
    }

    private static Headers with(Headers headers, Headers further) {
        Headers told = headers;
        for (Headers.Field field : further.fields()) {
            told = told.with(field.name(), field.value());
        }
        return told;
    }

    private static Headers plus(Headers headers, String name, String value) {
        return value.isEmpty() ? headers : headers.plus(name, value);
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
