package dev.headgate.identity;

import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import java.util.List;
import java.util.Optional;

/// Finds credentials and consumers. One implementation answers from the configuration, another from DynamoDB, a third
/// asks the first and then the second. Safe for use by many threads.
///
/// Every method throws [StoreUnavailableException] when the store cannot be asked.
public interface CredentialStore {
    /// The API key with this SHA-256 (lower-case hex), expired or not.
    Optional<Credential.ApiKey> apiKey(String keyHash);

    /// The basic-auth credential of this username.
    Optional<Credential.Basic> basic(String username);

    /// The hmac-auth credential of this username.
    Optional<Credential.Hmac> hmac(String username);

    /// The mtls-auth credentials of this subject name, each for another authority; empty for none.
    List<Credential.Mtls> mtls(String subjectName);

    /// The jwt credential that tokens name by this key.
    Optional<Credential.JwtSecret> jwtSecret(String key);

    /// The consumer with this id.
    Optional<Consumer> consumerById(String id);

    /// The consumer with this username.
    Optional<Consumer> consumerByUsername(String username);

    /// The consumer with this custom id.
    Optional<Consumer> consumerByCustomId(String customId);

    /// The consumer that a plugin's `anonymous` setting names, by id or else by username.
    default Optional<Consumer> consumer(String idOrUsername) {
        return consumerById(idOrUsername).or(() -> consumerByUsername(idOrUsername));
    }
}
