package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.model.BackendTls;
import dev.headgate.model.KeyedCertificate;
import dev.headgate.schema.Values;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Which certificates services and upstreams name for TLS with backends, in fields that are not called after the kind of
/// entity they refer to.
final class BackendCertificates {
    private final Map<EntityKind, List<Resolved>> entities;
    private final Map<String, Resolved> certificates = new HashMap<>();
    private final Map<String, Resolved> authorities = new HashMap<>();
    private final Map<String, Resolved> upstreams = new HashMap<>();

    /// @param entities all kinds, in file order
    BackendCertificates(Map<EntityKind, List<Resolved>> entities) {
        this.entities = entities;
        entities.get(EntityKind.CERTIFICATE).forEach(entity -> certificates.put(entity.id(), entity));
        entities.get(EntityKind.CA_CERTIFICATE).forEach(entity -> authorities.put(entity.id(), entity));
        entities.get(EntityKind.UPSTREAM)
                .forEach(entity -> upstreams.put(entity.declared().view().text("name"), entity));
    }

    /// Reports ids that are nobody's.
    void check() {
        Stream.of(EntityKind.SERVICE, EntityKind.UPSTREAM).map(entities::get).flatMap(List::stream)
                .forEach(entity -> entity.declared().values().ifPresent(values -> check(entity, values)));
    }

    private void check(Resolved entity, Values values) {
        String certificate = values.text("client_certificate");
        if (!certificate.isEmpty() && !certificates.containsKey(certificate)) {
            report(entity, values, "client_certificate", certificate, EntityKind.CERTIFICATE);
        }
        if (entity.declared().kind() == EntityKind.SERVICE) {
            List<String> ids = values.texts("ca_certificates");
            for (int i = 0; i < ids.size(); i++) {
                if (!authorities.containsKey(ids.get(i))) {
                    report(entity, values, "ca_certificates[" + i + "]", ids.get(i), EntityKind.CA_CERTIFICATE);
                }
            }
        }
    }

    private static void report(Resolved entity, Values values, String field, String id, EntityKind kind) {
        entity.declared().entity().report(Code.HG0110, values.location(field), field,
                "invalid reference '" + kind.singular() + ": " + id + "' (no such entry in '" + kind.plural() + "').",
                "Write the id of one that the file declares.");
    }

    /// What TLS with a service's backend has of its own; only for entities without mistakes. Where the service has no
    /// certificate to show, that of its upstream is shown.
    BackendTls of(Values service, String host) {
        Optional<KeyedCertificate> shown = shown(service)
                .or(() -> Optional.ofNullable(upstreams.get(host)).flatMap(upstream -> shown(upstream.values())));
        List<X509Certificate> trusted = service.texts("ca_certificates").stream().map(authorities::get)
                .map(authority -> CaCertificateFields.certificate(authority.id(), authority.values()).certificate())
                .toList();
        OptionalInt depth = service.optionalWhole("tls_verify_depth").map(Math::toIntExact).map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        return new BackendTls(shown, trusted, depth);
    }

    /// The certificate that a service or upstream names by itself; only for entities without mistakes.
    Optional<KeyedCertificate> shown(Values entity) {
        return Optional.ofNullable(certificates.get(entity.text("client_certificate")))
                .flatMap(certificate -> CertificateFields.content(certificate.values()));
    }
}
