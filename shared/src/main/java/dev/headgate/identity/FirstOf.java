package dev.headgate.identity;

import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Several stores as one: each is asked in turn until one knows. What the configuration declares stands first, so that
/// declared credentials keep working when the store behind is unavailable, and cannot be replaced through it.
///
/// @param stores in the order of asking
public record FirstOf(List<CredentialStore> stores) implements CredentialStore {
    public FirstOf {
        stores = List.copyOf(stores);
    }

    public FirstOf(CredentialStore... stores) {
        this(List.of(stores));
    }

    @Override
    public Optional<Credential.ApiKey> apiKey(String keyHash) {
        return ask(store -> store.apiKey(keyHash));
    }

    @Override
    public Optional<Credential.Basic> basic(String username) {
        return ask(store -> store.basic(username));
    }

    @Override
    public Optional<Credential.Hmac> hmac(String username) {
        return ask(store -> store.hmac(username));
    }

    @Override
    public List<Credential.Mtls> mtls(String subjectName) {
        return stores.stream().map(store -> store.mtls(subjectName)).filter(found -> !found.isEmpty()).findFirst()
                .orElse(List.of());
    }

    @Override
    public Optional<Credential.JwtSecret> jwtSecret(String key) {
        return ask(store -> store.jwtSecret(key));
    }

    @Override
    public Optional<Consumer> consumerById(String id) {
        return ask(store -> store.consumerById(id));
    }

    @Override
    public Optional<Consumer> consumerByUsername(String username) {
        return ask(store -> store.consumerByUsername(username));
    }

    @Override
    public Optional<Consumer> consumerByCustomId(String customId) {
        return ask(store -> store.consumerByCustomId(customId));
    }

    private <T> Optional<T> ask(Function<CredentialStore, Optional<T>> question) {
        for (CredentialStore store : stores) {
            Optional<T> answer = question.apply(store);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
