package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.identity.certificates.CertificateNames;
import dev.headgate.identity.certificates.CertificateText;
import dev.headgate.identity.certificates.TrustedAuthorities;
import dev.headgate.model.CaCertificate;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Authenticates clients by their certificates, which API Gateway asks for at a custom domain with mutual TLS. Source: the
/// public description of the plugin of Kong's paid edition (developer.konghq.com/plugins/mtls-auth).
///
/// @param caCertificates ids of the authorities
/// @param authorities the authorities themselves
/// @param anonymous id or username of the consumer that unauthenticated requests pass as; empty where they are refused
/// @param consumerBy `username`, `custom_id`: what of a consumer may be the certificate's name
/// @param defaultConsumer id or username of the consumer of trusted certificates that name no other; empty for none
/// @param skipConsumerLookup whether every trusted certificate passes, without a consumer
/// @param groupsByDistinguishedName whether the caller's group is the distinguished name, or else the common name
public record MtlsAuth(
        List<String> caCertificates,
        TrustedAuthorities authorities,
        String anonymous,
        List<String> consumerBy,
        String defaultConsumer,
        boolean skipConsumerLookup,
        boolean groupsByDistinguishedName)
        implements
            AuthenticationPlugin {

    /// Kong's mtls-auth plugin.
    public static final PluginType<MtlsAuth> TYPE = new PluginType<>("mtls-auth", 1600, MtlsAuthFields.TABLE, false,
            MtlsAuthFields::plugin);

    private static final String NONE_SENT = "No required TLS certificate was sent";
    private static final String NOT_TRUSTED = "TLS certificate failed verification";
    private static final String DISTINGUISHED_NAME = "X-Client-Cert-Dn";
    private static final String ALTERNATIVE_NAMES = "X-Client-Cert-San";

    public MtlsAuth {
        caCertificates = List.copyOf(caCertificates);
        consumerBy = List.copyOf(consumerBy);
    }

    /// The same plugin, with the authorities that it names.
    public MtlsAuth trusting(List<CaCertificate> known) {
        return new MtlsAuth(caCertificates, new TrustedAuthorities(known, authorities.anyIsAnchor()), anonymous,
                consumerBy, defaultConsumer, skipConsumerLookup, groupsByDistinguishedName);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// API Gateway keeps an authorizer's word by header fields and the like, and a certificate is none.
    @Override
    public boolean isForRouterOnly() {
        return true;
    }

    @Override
    public Set<String> ownHeaders() {
        return skipConsumerLookup ? Set.of(DISTINGUISHED_NAME, ALTERNATIVE_NAMES) : Set.of();
    }

    @Override
    public Authentication authenticate(Exchange exchange, PluginContext context) {
        Request request = exchange.request();
        if (request.client().certificate().isEmpty()) {
            return refused(request, NONE_SENT);
        }
        Instant now = context.resources().clock().instant();
        Optional<X509Certificate> certificate = CertificateText.read(request.client().certificate());
        Optional<List<String>> vouchers = certificate.flatMap(shown -> authorities.vouchersOf(shown, now));
        if (vouchers.isEmpty()) {
            return refused(request, NOT_TRUSTED);
        }
        return skipConsumerLookup
                ? new Authentication.Passed(withoutConsumer(certificate.get()))
                : consumerOf(request, CertificateNames.subjectNames(certificate.get()), vouchers.get(),
                        context.resources().credentials());
    }

    private Identity.Verified withoutConsumer(X509Certificate certificate) {
        String distinguishedName = CertificateNames.distinguishedName(certificate);
        List<String> alternatives = CertificateNames.alternativeNames(certificate);
        List<String> groups = groupsByDistinguishedName
                ? List.of(distinguishedName)
                : CertificateNames.commonName(certificate).stream().toList();
        Headers told = Headers.of(DISTINGUISHED_NAME, distinguishedName);
        return new Identity.Verified(Optional.empty(), new Identity.VerifiedCredential(distinguishedName, ""), groups,
                alternatives.isEmpty() ? told : told.plus(ALTERNATIVE_NAMES, String.join(", ", alternatives)),
                Optional.empty());
    }

    /// In this order: credentials for one of the authorities, credentials for any, consumers of that name, the default.
    private Authentication consumerOf(Request request, List<String> names, List<String> vouchers,
            CredentialStore store) {
        List<Credential.Mtls> credentials = names.stream().flatMap(name -> store.mtls(name).stream()).toList();
        Optional<Credential.Mtls> credential = credentials.stream()
                .filter(mapped -> mapped.caCertificateId().filter(vouchers::contains).isPresent()).findFirst()
                .or(() -> credentials.stream().filter(mapped -> mapped.caCertificateId().isEmpty()).findFirst());
        if (credential.isPresent()) {
            return passed(credential.get().consumer(), credential.get().id());
        }
        Optional<Consumer> named = names.stream().flatMap(name -> named(name, store)).findFirst();
        if (named.isPresent()) {
            return passed(named.get(), named.get().id());
        }
        if (defaultConsumer.isEmpty()) {
            return refused(request, NOT_TRUSTED);
        }
        return store.consumer(defaultConsumer).map(consumer -> passed(consumer, consumer.id()))
                .orElseGet(() -> new Authentication.Refused(Answers.error(request, 500,
                        "default consumer " + defaultConsumer + " is configured but doesn't exist")));
    }

    private Stream<Consumer> named(String name, CredentialStore store) {
        return consumerBy.stream().flatMap(field -> (field.equals("custom_id")
                ? store.consumerByCustomId(name)
                : store.consumerByUsername(name)).stream());
    }

    private static Authentication passed(Consumer consumer, String credentialId) {
        return new Authentication.Passed(new Identity.Verified(Optional.of(consumer),
                new Identity.VerifiedCredential(credentialId, credentialId), List.of(), Headers.EMPTY,
                Optional.empty()));
    }

    private static Authentication.Refused refused(Request request, String message) {
        return new Authentication.Refused(Answers.error(request, 401, message));
    }

    @Override
    public Authentication.Refused expired(Exchange exchange) {
        return refused(exchange.request(), NOT_TRUSTED);
    }
}
