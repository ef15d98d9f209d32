package dev.headgate.proxy;

import dev.headgate.model.BackendTls;
import dev.headgate.web.UncheckedCertificates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// How backends are spoken to over TLS. Contexts are made when first needed, since a gateway whose backends speak plain
/// HTTP starts faster without. Safe for use by many threads.
final class TlsSettings {
    private final Map<Key, SSLContext> contexts = new ConcurrentHashMap<>();
    private final Supplier<SSLContext> trust;

    private record Key(boolean verify, BackendTls own) {}

    /// @param trust the context for backends whose certificate is checked
    TlsSettings(Supplier<SSLContext> trust) {
        this.trust = trust;
    }

    /// @param own what the service has of its own
    SSLContext context(boolean verify, BackendTls own) {
        return contexts.computeIfAbsent(new Key(verify, own), this::made);
    }

    private SSLContext made(Key key) {
        if (key.own().equals(BackendTls.DEFAULT)) {
            return key.verify() ? trust.get() : UncheckedCertificates.context();
        }
        KeyManager[] shown = key.own().clientCertificate()
                .map(certificate -> new KeyManager[]{new ShownCertificate(certificate)})
                .orElse(new KeyManager[0]);
        return key.verify() ? Authorities.context(shown, key.own()) : UncheckedCertificates.context(shown);
    }

    /// Server name, check of the certificate's name, and the application protocol to ask for.
    static SSLParameters parameters(Origin.Security.Tls tls, String protocol) {
        SSLParameters parameters = new SSLParameters();
        parameters.setApplicationProtocols(new String[]{protocol});
        parameters.setServerNames(serverNames(tls.serverName()));
        if (tls.verify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    private static List<SNIServerName> serverNames(String name) {
        if (IpLiteral.parse(name).isPresent()) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
