package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.security.cert.X509Certificate;
import java.util.List;

/// The certificate of an authority that vouches for others (Kong's `ca_certificates`).
///
/// @param id a UUID, by which plugins name it
/// @param certificate one that may sign others, in force or not
public record CaCertificate(String id, X509Certificate certificate, List<String> tags, Location location) {
    public CaCertificate {
        tags = List.copyOf(tags);
    }
}
