package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.identity.certificates.CertificateText;
import dev.headgate.identity.certificates.PrivateKeyText;
import dev.headgate.model.Certificate;
import dev.headgate.model.KeyedCertificate;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import dev.headgate.vault.VaultReference;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The field tables of certificates and of their server names (kong/db/schema/entities/certificates.lua, snis.lua).
final class CertificateFields {
    private static final FieldType CERTIFICATE = FieldType.text(new Rule<>(
            text -> !CertificateText.readAll(text).isEmpty(), "invalid certificate.",
            "Write it in PEM form: -----BEGIN CERTIFICATE----- …; those of authorities in between behind it."));
    private static final FieldType KEY = FieldType.text(new Rule<>(
            text -> PrivateKeyText.read(text).isPresent(), "invalid key.",
            "Write it in PEM form, not encrypted: -----BEGIN PRIVATE KEY----- …"));
    private static final String ONE = "A custom domain of API Gateway has one certificate, and so has a client.";

    static final RecordSchema TABLE = CommonFields.table(
            required("cert", CERTIFICATE, "The certificate, in PEM form.").referenceable(),
            required("key", KEY, "Its private key, in PEM form.").secret().referenceable(),
            optional("cert_alt", CERTIFICATE, "A certificate with a key of another kind.").referenceable()
                    .withoutEffect(ONE),
            optional("key_alt", KEY, "Its private key.").secret().referenceable().withoutEffect(ONE),
            children("snis")).check(CertificateFields::checkKey).check(CertificateFields::checkAlternative);

    static final RecordSchema SNI = CommonFields.table(
            required("name", FieldType.text(names()), "A server name, exact or with `*` for its first label."),
            CommonFields.reference("certificate", "The certificate that clients see who ask for it."))
            .check(CertificateFields::checkName);

    private CertificateFields() {}

    private static List<Rule<String>> names() {
        List<Rule<String>> rules = new ArrayList<>(HostRules.HOST_PATTERN);
        rules.addAll(HostRules.SERVER_NAME);
        return rules;
    }

    private static void checkKey(Values certificate, Entity entity) {
        if (isLookedUp(certificate) && !PrivateKeyText.match(
                PrivateKeyText.read(certificate.text("key")).orElseThrow(),
                CertificateText.readAll(certificate.text("cert")).getFirst().getPublicKey())) {
            entity.report(Code.HG0108, certificate.location("key"), "key", "certificate does not match key.",
                    "Write the key that the certificate was made for, and the certificate before those of authorities.");
        }
    }

    private static void checkAlternative(Values certificate, Entity entity) {
        if (certificate.has("cert_alt") != certificate.has("key_alt")) {
            entity.report(Code.HG0108, certificate.location(), "",
                    "all or none of these fields must be set: 'cert_alt', 'key_alt'.", "Remove the one that is there.");
        }
    }

    private static void checkName(Values sni, Entity entity) {
        if (sni.text("name").endsWith("*")) {
            entity.report(Code.HG0205, sni.location("name"), "name",
                    sni.text("name") + ": a custom domain of API Gateway has a wildcard for its first label only.",
                    "Write each name, or *.example.com.");
        } else {
            entity.report(Code.HG0305, sni.location("name"), "name",
                    sni.text("name")
                            + ": clients' TLS ends at API Gateway, where a custom domain of this name shows the"
                            + " certificate; headgate start speaks plain HTTP.",
                    "");
        }
    }

    private static boolean isLookedUp(Values certificate) {
        return !VaultReference.isMeant(certificate.text("cert")) && !VaultReference.isMeant(certificate.text("key"));
    }

    /// Certificate and key of values without mistakes; absent where one is a vault reference.
    static Optional<KeyedCertificate> content(Values certificate) {
        List<X509Certificate> chain = CertificateText.readAll(certificate.text("cert"));
        Optional<PrivateKey> key = PrivateKeyText.read(certificate.text("key"));
        return isLookedUp(certificate) ? key.map(read -> new KeyedCertificate(chain, read)) : Optional.empty();
    }

    /// The certificate of values without mistakes.
    static Certificate certificate(String id, Values certificate, List<String> serverNames) {
        return new Certificate(id, content(certificate), serverNames, certificate.texts("tags"),
                certificate.location());
    }
}
