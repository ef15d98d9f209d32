package dev.headgate.proxy;

import dev.headgate.web.UncheckedCertificates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// How backends are spoken to over TLS. Contexts are made when first needed, since a gateway whose backends speak plain
/// HTTP starts faster without. Safe for use by many threads.
final class TlsSettings {
    private final Map<Boolean, SSLContext> byVerification = new ConcurrentHashMap<>();
    private final Supplier<SSLContext> trust;

    /// @param trust the context for backends whose certificate is checked
    TlsSettings(Supplier<SSLContext> trust) {
        this.trust = trust;
    }

    SSLContext context(boolean verify) {
        return byVerification.computeIfAbsent(verify,
                checked -> checked ? trust.get() : UncheckedCertificates.context());
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
