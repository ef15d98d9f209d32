package dev.headgate.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Texts of an event's `requestContext` that every format writes alike.
final class ContextTexts {
    private static final DateTimeFormatter COMMON_LOG_TIME = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private ContextTexts() {}

    /// The time as in common logs: `10/Jul/2026:19:19:05 +0000`.
    static String time(Instant time) {
        return COMMON_LOG_TIME.format(time);
    }

    /// A domain name's first label.
    static String domainPrefix(String domainName) {
        int dot = domainName.indexOf('.');
        return dot < 0 ? domainName : domainName.substring(0, dot);
    }

    /// The member `clientCert` of a client that showed a certificate. API Gateway tells some of what stands in the certificate
    /// beside it; readers go by the certificate.
    static void writeCertificate(String pem, JsonGenerator json) {
        json.writeObjectPropertyStart("clientCert");
        json.writeStringProperty("clientCertPem", pem);
        json.writeEndObject();
    }
}
