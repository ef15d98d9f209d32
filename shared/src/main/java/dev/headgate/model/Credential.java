package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a consumer proves its identity with. No secret in clear stands in a credential where a hash serves as well.
public sealed interface Credential {
    /// A UUID, stable over reloads.
    String id();

    /// Whom it identifies.
    Consumer consumer();

    /// Where it is declared; the store's name for one that no file declares.
    Location location();

    /// An API key (Kong's `keyauth_credentials`).
    ///
    /// @param keyHash lower-case hex of the SHA-256 of the key's UTF-8 form; the key itself is not kept
    /// @param expiresAt when the key stops working; absent for one that never does
    record ApiKey(
            String id,
            Consumer consumer,
            String keyHash,
            Optional<Instant> expiresAt,
            List<String> tags,
            Location location)
            implements
                Credential {}

    /// A username and password (Kong's `basicauth_credentials`).
    ///
    /// @param passwordHash lower-case hex of Kong's hash: SHA-1 of the password followed by the consumer's id
    ///        (kong/plugins/basic-auth/crypto.lua)
    record Basic(
            String id,
            Consumer consumer,
            String username,
            String passwordHash,
            List<String> tags,
            Location location)
            implements
                Credential {}

    /// A shared secret that requests are signed with (Kong's `hmacauth_credentials`). Verifying takes the secret itself, so
    /// there is no hash of it.
    record Hmac(
            String id,
            Consumer consumer,
            String username,
            String secret,
            List<String> tags,
            Location location)
            implements
                Credential {

        /// Without the secret, so that it never reaches a log.
        @Override
        public String toString() {
            return "Hmac[username=" + username + ", consumer=" + consumer.label() + "]";
        }
    }

    /// A name in client certificates (Kong's `mtls_auth_credentials`).
    ///
    /// @param subjectName an alternative name of certificates, or their common name
    /// @param caCertificateId which authority has to vouch for them; absent where any of the plugin's will do
    record Mtls(
            String id,
            Consumer consumer,
            String subjectName,
            Optional<String> caCertificateId,
            List<String> tags,
            Location location)
            implements
                Credential {}

    /// The key of a token issuer (Kong's `jwt_secrets`).
    ///
    /// @param key what tokens name this credential by, in their `key_claim_name` claim
    /// @param algorithm the only `alg` that its tokens may have: HS256 … EdDSA
    /// @param secret the shared secret of HS algorithms as written; empty for the others
    /// @param publicKey the key of the other algorithms, checked when it was read; absent for HS
    record JwtSecret(
            String id,
            Consumer consumer,
            String key,
            String algorithm,
            String secret,
            Optional<PublicKey> publicKey,
            List<String> tags,
            Location location)
            implements
                Credential {

        /// Without the secret, so that it never reaches a log.
        @Override
        public String toString() {
            return "JwtSecret[key=" + key + ", algorithm=" + algorithm + ", consumer=" + consumer.label() + "]";
        }
    }
}
