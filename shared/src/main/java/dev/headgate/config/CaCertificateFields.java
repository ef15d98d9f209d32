package dev.headgate.config;

import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.identity.certificates.CertificateText;
import dev.headgate.model.CaCertificate;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.function.Predicate;

/// The field table of authorities' certificates (kong/db/schema/entities/ca_certificates.lua).
final class CaCertificateFields {
    private static final String HINT = "Write one certificate in PEM form: -----BEGIN CERTIFICATE----- …";

    static final RecordSchema TABLE = CommonFields.table(
            required("cert", FieldType.text(List.of(
                    rule(text -> CertificateText.read(text).isPresent(), "no certificate, or more than one.", HINT),
                    rule(CaCertificateFields::isAuthority,
                            "certificate does not appear to be a CA because it is missing the \"CA\" basic constraint.",
                            "Write the certificate that signed it."))),
                    "The certificate, in PEM form."),
            optional("cert_digest", FieldType.text(), "Its SHA-256; made of it anyway."));

    private CaCertificateFields() {}

    private static Rule<String> rule(Predicate<String> holds, String message, String hint) {
        return new Rule<>(holds, message, hint);
    }

    private static boolean isAuthority(String text) {
        return CertificateText.read(text).filter(certificate -> certificate.getBasicConstraints() >= 0).isPresent();
    }

    /// The certificate of values without mistakes.
    static CaCertificate certificate(String id, Values certificate) {
        return new CaCertificate(id, CertificateText.read(certificate.text("cert")).orElseThrow(),
                certificate.texts("tags"), certificate.location());
    }
}
