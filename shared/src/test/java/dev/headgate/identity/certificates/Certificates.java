package dev.headgate.identity.certificates;

import dev.headgate.diagnostic.Location;
import dev.headgate.model.CaCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/// The certificates that stand in this package's test resources, by their names there.
public final class Certificates {
    private static final Path FILES = Path.of(System.getProperty("headgate.root", ".."),
            "shared/src/test/resources/dev/headgate/identity/certificates");

    private Certificates() {}

    /// In PEM form.
    public static String text(String name) {
        try {
            return Files.readString(FILES.resolve(name + ".pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static X509Certificate certificate(String name) {
        return CertificateText.read(text(name)).orElseThrow();
    }

    /// Authorities with their names as ids; names joined by blanks.
    public static List<CaCertificate> authorities(String names) {
        return Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty())
                .map(name -> new CaCertificate(name, certificate(name), List.of(), Location.of("test.yaml"))).toList();
    }
}
