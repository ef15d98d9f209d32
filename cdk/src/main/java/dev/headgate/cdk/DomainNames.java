package dev.headgate.cdk;

import java.util.List;
import java.util.stream.Stream;

/// The names of one API in one Region.
///
/// @param client under which clients reach the API, in whatever Region
/// @param routed the name that Route 53 leads to one of the Regions: the same, or the one that CloudFront asks for
/// @param regional the name that leads to this Region alone, for health checks; empty where there is only one Region
record DomainNames(String client, String routed, String regional) {
    private static final String ORIGIN = "origin.";

    /// @param name under which clients reach the API
    static DomainNames of(DeploymentSettings settings, String name, String region) {
        return new DomainNames(name, settings.cloudFront() ? origin(name) : name,
                settings.regions().size() > 1 ? region + "." + name : "");
    }

    /// What CloudFront asks for where clients ask for `name`.
    static String origin(String name) {
        return ORIGIN + name;
    }

    boolean hasRegional() {
        return !regional.isEmpty();
    }

    /// Those beside `client` that the certificate has to cover.
    List<String> others() {
        return Stream.of(routed, regional).filter(name -> !name.isEmpty() && !name.equals(client)).toList();
    }
}
