package dev.headgate.proxy;

import dev.headgate.model.BackendTls;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Verifies backends to the authorities that a service names, or to those that Java trusts. Nobody is asked about revoked
/// certificates, as nginx asks nobody.
final class Authorities {
    private static final String PKIX = "PKIX";

    private Authorities() {}

    /// @param shown what is shown to a backend that asks for a certificate
    static SSLContext context(KeyManager[] shown, BackendTls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, trust(tls), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    private static TrustManager[] trust(BackendTls tls) throws GeneralSecurityException {
        List<X509Certificate> trusted = tls.authorities().isEmpty() ? trustedByJava() : tls.authorities();
        Set<TrustAnchor> anchors = trusted.stream().map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        tls.verifyDepth().ifPresent(parameters::setMaxPathLength);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers();
    }

    private static List<X509Certificate> trustedByJava() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers())).toList();
    }
}
