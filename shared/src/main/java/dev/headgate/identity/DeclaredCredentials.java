package dev.headgate.identity;

import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The credentials and consumers that a configuration declares, in memory. Never unavailable. Immutable, so safe for use
/// by many threads.
public final class DeclaredCredentials implements CredentialStore {
    private final Map<String, Credential.ApiKey> apiKeys = new HashMap<>();
    private final Map<String, Credential.Basic> basics = new HashMap<>();
    private final Map<String, Credential.Hmac> hmacs = new HashMap<>();
    private final Map<String, List<Credential.Mtls>> mtls = new HashMap<>();
    private final Map<String, Credential.JwtSecret> jwtSecrets = new HashMap<>();
    private final Map<String, Consumer> consumersById = new HashMap<>();
    private final Map<String, Consumer> consumersByUsername = new HashMap<>();
    private final Map<String, Consumer> consumersByCustomId = new HashMap<>();

    public DeclaredCredentials(Gateway gateway) {
        for (Credential credential : gateway.credentials()) {
            switch (credential) {
                case Credential.ApiKey key -> apiKeys.put(key.keyHash(), key);
                case Credential.Basic basic -> basics.put(basic.username(), basic);
                case Credential.Hmac hmac -> hmacs.put(hmac.username(), hmac);
                case Credential.Mtls mapped ->
                        mtls.computeIfAbsent(mapped.subjectName(), _ -> new ArrayList<>()).add(mapped);
                case Credential.JwtSecret secret -> jwtSecrets.put(secret.key(), secret);
            }
        }
        for (Consumer consumer : gateway.consumers()) {
            consumersById.put(consumer.id(), consumer);
            if (!consumer.username().isEmpty()) {
                consumersByUsername.put(consumer.username(), consumer);
            }
            if (!consumer.customId().isEmpty()) {
                consumersByCustomId.put(consumer.customId(), consumer);
            }
        }
    }

    @Override
    public Optional<Credential.ApiKey> apiKey(String keyHash) {
        return Optional.ofNullable(apiKeys.get(keyHash));
    }

    @Override
    public Optional<Credential.Basic> basic(String username) {
        return Optional.ofNullable(basics.get(username));
    }

    @Override
    public Optional<Credential.Hmac> hmac(String username) {
        return Optional.ofNullable(hmacs.get(username));
    }

    @Override
    public List<Credential.Mtls> mtls(String subjectName) {
        return List.copyOf(mtls.getOrDefault(subjectName, List.of()));
    }

    @Override
    public Optional<Credential.JwtSecret> jwtSecret(String key) {
        return Optional.ofNullable(jwtSecrets.get(key));
    }

    @Override
    public Optional<Consumer> consumerById(String id) {
        return Optional.ofNullable(consumersById.get(id));
    }

    @Override
    public Optional<Consumer> consumerByUsername(String username) {
        return Optional.ofNullable(consumersByUsername.get(username));
    }

    @Override
    public Optional<Consumer> consumerByCustomId(String customId) {
        return Optional.ofNullable(consumersByCustomId.get(customId));
    }
}
