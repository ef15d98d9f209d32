package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.Passwords;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.identity.jwt.JwtKeys;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// The field tables of credentials (daos.lua of kong/plugins/key-auth, basic-auth, hmac-auth, jwt and acl; for mtls-auth, what
/// developer.konghq.com/plugins/mtls-auth says).
final class CredentialFields {
    /// The shortest and longest life of a key, in seconds (kong/constants.lua, `DAO_MAX_TTL`). A life of 0 seconds, which
    /// Kong takes for an expired key or for one without end, depending on where it is stored, is neither.
    private static final double TTL_MIN = 0.001;
    private static final double TTL_MAX = 1e8;
    private static final String CONSUMER = "Whom it identifies.";

    static final RecordSchema KEY_AUTH = CommonFields.table(
            optional("key", FieldType.text(),
                    "What the consumer sends, or its hash, `{sha256:…}` with 64 hexadecimal digits.").secret(),
            optional("ttl", FieldType.decimal(TTL_MIN, TTL_MAX),
                    "How many seconds the key works, from when the file is read; absent for ever."),
            CommonFields.reference("consumer", CONSUMER))
            .check((key, entity) -> checkHash(key, "key", "{sha256:", ApiKeys::isHashed, entity));

    static final RecordSchema BASIC_AUTH = CommonFields.table(
            required("username", FieldType.text(), "The name that the consumer sends."),
            required("password", FieldType.text(),
                    "The password that the consumer sends, or Kong's hash of it, `{sha1:…}` with 40 hexadecimal digits.")
                    .secret(),
            CommonFields.reference("consumer", CONSUMER))
            .check((basic, entity) -> checkHash(basic, "password", "{sha1:", Passwords::isHashed, entity));

    static final RecordSchema HMAC_AUTH = CommonFields.table(
            required("username", FieldType.text(), "The name that the consumer signs with."),
            optional("secret", FieldType.text(), "The shared secret that requests are signed with.").secret(),
            CommonFields.reference("consumer", CONSUMER));

    static final RecordSchema MTLS_AUTH = CommonFields.table(
            required("subject_name", FieldType.text(),
                    "An alternative name of the consumer's certificates, or their common name where they have none."),
            CommonFields.reference("ca_certificate",
                    "Which authority has to vouch for them: its id, or its certificate; absent for any."),
            CommonFields.reference("consumer", CONSUMER));

    static final RecordSchema JWT = CommonFields.table(
            optional("key", FieldType.text(), "What tokens name this credential by."),
            optional("secret", FieldType.text(), "The shared secret of HS algorithms.").secret(),
            optional("rsa_public_key", FieldType.text(), "The public key of all other algorithms, in PEM form."),
            defaulted("algorithm",
                    FieldType.oneOf("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512",
                            "PS256", "PS384", "PS512", "EdDSA"),
                    "HS256", "The only algorithm that its tokens may have."),
            CommonFields.reference("consumer", CONSUMER)).check(CredentialFields::checkPublicKey);

    static final RecordSchema ACL = CommonFields.table(
            required("group", FieldType.text(), "The group that the consumer is in."),
            CommonFields.reference("consumer", "Who is in the group."));

    private CredentialFields() {}

    /// What must be there whatever else is wrong. Kong would make up what is missing and tell it by its Admin API; from a
    /// file nobody would ever learn it.
    static void checkKey(NodeView credential, Entity entity) {
        if (!credential.isWritten("key")) {
            entity.report(Code.HG0103, credential.location(), "key", "required field missing.",
                    "Write a key, or make one with: headgate keys create.");
        }
    }

    /// What must be there whatever else is wrong.
    static void checkHmac(NodeView credential, Entity entity) {
        if (!credential.isWritten("secret")) {
            entity.report(Code.HG0103, credential.location(), "secret", "required field missing.",
                    "Write the secret that requests are signed with.");
        }
    }

    /// What must be there whatever else is wrong.
    static void checkJwt(NodeView credential, Entity entity) {
        if (!credential.isWritten("key")) {
            entity.report(Code.HG0103, credential.location(), "key", "required field missing.",
                    "Write what tokens have in their iss claim.");
        }
        String written = credential.text("algorithm");
        if (!written.isEmpty() && JwtAlgorithm.of(written).isEmpty()) {
            return;
        }
        String algorithm = written.isEmpty() ? "HS256" : written;
        boolean isShared = algorithm.startsWith("HS");
        String field = isShared ? "secret" : "rsa_public_key";
        if (!credential.isWritten(field)) {
            entity.report(Code.HG0103, credential.location(), field, "required field missing.", isShared
                    ? "Write the secret that tokens are signed with."
                    : "Write the public key in PEM form; it is needed for " + algorithm + ".");
        }
    }

    private static void checkHash(Values credential, String field, String begin, Predicate<String> isHashed,
            Entity entity) {
        String written = credential.text(field);
        if (written.startsWith(begin) && !isHashed.test(written)) {
            entity.report(Code.HG0105, credential.location(field), field,
                    "***: what begins with " + begin + " is a hash, and this is none.",
                    "Write the hash in lower-case hexadecimal digits and close it with }.");
        }
    }

    static Credential apiKey(String id, Consumer consumer, Values key, Instant now) {
        Optional<Instant> expiresAt = key.has("ttl")
                ? Optional.of(now.plus(Duration.ofMillis(Math.round(key.decimal("ttl") * 1000))))
                : Optional.empty();
        return new Credential.ApiKey(id, consumer, ApiKeys.hashOfWritten(key.text("key")), expiresAt, key.texts("tags"),
                key.location());
    }

    /// @param isHashed whether the file says `_transform: false`
    static Credential basic(String id, Consumer consumer, Values basic, boolean isHashed) {
        String password = basic.text("password");
        return new Credential.Basic(id, consumer, basic.text("username"),
                isHashed ? password : Passwords.hashOfWritten(password, consumer.id()), basic.texts("tags"),
                basic.location());
    }

    static Credential hmac(String id, Consumer consumer, Values hmac) {
        return new Credential.Hmac(id, consumer, hmac.text("username"), hmac.text("secret"), hmac.texts("tags"),
                hmac.location());
    }

    static Credential mtls(String id, Consumer consumer, Optional<String> caCertificateId, Values mtls) {
        return new Credential.Mtls(id, consumer, mtls.text("subject_name"), caCertificateId, mtls.texts("tags"),
                mtls.location());
    }

    static Credential jwt(String id, Consumer consumer, Values jwt) {
        String secret = algorithm(jwt).isSymmetric() ? jwt.text("secret") : "";
        Optional<PublicKey> publicKey = publicKey(jwt).flatMap(read -> switch (read) {
            case JwtKeys.Reading.Good(PublicKey key) -> Optional.of(key);
            case JwtKeys.Reading.Bad _ -> Optional.empty();
        });
        return new Credential.JwtSecret(id, consumer, jwt.text("key"), jwt.text("algorithm"), secret, publicKey,
                jwt.texts("tags"), jwt.location());
    }

    private static void checkPublicKey(Values jwt, Entity entity) {
        publicKey(jwt).ifPresent(read -> {
            switch (read) {
                case JwtKeys.Reading.Good _ -> {
                }
                case JwtKeys.Reading.Bad(String problem, String hint) ->
                        entity.report(Code.HG0105, jwt.location("rsa_public_key"), "rsa_public_key",
                                problem, hint);
            }
        });
    }

    /// The public key of an algorithm that needs one, where the user wrote it.
    private static Optional<JwtKeys.Reading> publicKey(Values jwt) {
        return algorithm(jwt).isSymmetric() || !jwt.has("rsa_public_key")
                ? Optional.empty()
                : Optional.of(JwtKeys.read(algorithm(jwt), jwt.text("rsa_public_key")));
    }

    private static JwtAlgorithm algorithm(Values jwt) {
        return JwtAlgorithm.of(jwt.text("algorithm")).orElseThrow();
    }
}
