package dev.headgate.router;

import dev.headgate.identity.CredentialStore;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import java.util.List;
import java.util.Optional;

/// Credentials and consumers, watched.
record WatchedCredentials(CredentialStore store, StoreWatch watch) implements CredentialStore {
    @Override
    public Optional<Credential.ApiKey> apiKey(String keyHash) {
        return watch.watch(() -> store.apiKey(keyHash));
    }

    @Override
    public Optional<Credential.Basic> basic(String username) {
        return watch.watch(() -> store.basic(username));
    }

    @Override
    public Optional<Credential.Hmac> hmac(String username) {
        return watch.watch(() -> store.hmac(username));
    }

    @Override
    public List<Credential.Mtls> mtls(String subjectName) {
        return watch.watch(() -> store.mtls(subjectName));
    }

    @Override
    public Optional<Credential.JwtSecret> jwtSecret(String key) {
        return watch.watch(() -> store.jwtSecret(key));
    }

    @Override
    public Optional<Consumer> consumerById(String id) {
        return watch.watch(() -> store.consumerById(id));
    }

    @Override
    public Optional<Consumer> consumerByUsername(String username) {
        return watch.watch(() -> store.consumerByUsername(username));
    }

    @Override
    public Optional<Consumer> consumerByCustomId(String customId) {
        return watch.watch(() -> store.consumerByCustomId(customId));
    }
}
