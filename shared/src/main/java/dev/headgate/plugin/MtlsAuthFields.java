package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.identity.certificates.TrustedAuthorities;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// The field table of mtls-auth (developer.konghq.com/plugins/mtls-auth/reference).
final class MtlsAuthFields {
    private static final String NO_REVOCATION = "Only a check of revocation needs it, and there is none.";
    private static final String NO_CACHE = "Nothing is looked up over the network, so nothing is kept.";

    static final RecordSchema TABLE = RecordSchema.of(
            required("ca_certificates", new FieldType.ListOf(FieldType.text(), 1, false),
                    "The ids of the ca_certificates that vouch for clients, those between a client's certificate and a root "
                            + "included: API Gateway hands on the client's own only."),
            AuthenticationFields.ANONYMOUS,
            defaulted("consumer_by", FieldType.listOf(FieldType.oneOf("username", "custom_id")),
                    List.of("custom_id", "username"),
                    "What of a consumer may be the certificate's name, tried in this order after mtls_auth_credentials; "
                            + "nothing where the list is empty."),
            optional("default_consumer", FieldType.text(),
                    "Id or username of the consumer of trusted certificates that name no other."),
            defaulted("skip_consumer_lookup", FieldType.flag(), false,
                    "Whether every trusted certificate passes, without a consumer."),
            defaulted("authenticated_group_by", FieldType.oneOf("CN", "DN"), "CN",
                    "Which name is the caller's group for acl, where consumers are not looked up."),
            defaulted("allow_partial_chain", FieldType.flag(), false,
                    "Whether each of the authorities is trusted by itself; else only those that signed themselves."),
            defaulted("revocation_check_mode", FieldType.oneOf("SKIP", "IGNORE_CA_ERROR", "STRICT"), "IGNORE_CA_ERROR",
                    "Has to be SKIP: nobody is asked whether a certificate was revoked."),
            defaulted("send_ca_dn", FieldType.flag(), false, "Whether clients are told the authorities' names.")
                    .withoutEffect("API Gateway shakes hands and decides what it tells."),
            optional("san_dirname_matcher", FieldType.listOf(FieldType.text()),
                    "Which attributes of directory names count.")
                    .refused("All attributes count, as they do without this.", "Remove it."),
            defaulted("cache_ttl", FieldType.decimal(0, 1e9), 60.0, "How long consumers are remembered.")
                    .withoutEffect(NO_CACHE),
            defaulted("cert_cache_ttl", FieldType.decimal(0, 1e9), 60000.0,
                    "How long the outcome of a check of revocation is remembered.").withoutEffect(NO_CACHE),
            optional("http_proxy_host", FieldType.text(), "A proxy.").withoutEffect(NO_REVOCATION),
            optional("http_proxy_port", FieldType.whole(0, 65_535), "A proxy's port.").withoutEffect(NO_REVOCATION),
            defaulted("http_timeout", FieldType.decimal(0, 1e9), 30000.0,
                    "How long an authority may take, in milliseconds.")
                    .withoutEffect(NO_REVOCATION),
            optional("https_proxy_host", FieldType.text(), "A proxy.").withoutEffect(NO_REVOCATION),
            optional("https_proxy_port", FieldType.whole(0, 65_535), "A proxy's port.").withoutEffect(NO_REVOCATION),
            defaulted("ssl_verify", FieldType.flag(), true, "Whether an authority's own certificate is verified.")
                    .withoutEffect(NO_REVOCATION))
            .check(MtlsAuthFields::checkRevocation);

    private MtlsAuthFields() {}

    /// Kong asks by default. Not to ask lets more callers in, so it has to be written.
    private static void checkRevocation(Values config, Entity entity) {
        String mode = config.text("revocation_check_mode");
        if (!mode.equals("SKIP")) {
            entity.report(Code.HG0202, config.location("revocation_check_mode"), "config.revocation_check_mode",
                    mode + (config.isWritten("revocation_check_mode") ? "" : ", the default")
                            + ": Headgate asks nobody whether a certificate was revoked.",
                    "Write SKIP, and give clients certificates that soon expire.");
        }
    }

    static MtlsAuth plugin(Values config) {
        return new MtlsAuth(config.texts("ca_certificates"),
                new TrustedAuthorities(List.of(), config.flag("allow_partial_chain")), config.text("anonymous"),
                config.texts("consumer_by"), config.text("default_consumer"), config.flag("skip_consumer_lookup"),
                config.text("authenticated_group_by").equals("DN"));
    }
}
