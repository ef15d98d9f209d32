package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which requests go to a service, as Kong's `routes` entity (kong/db/schema/entities/routes.lua). An empty list of
/// criteria matches everything; a route has at least one that is not empty. No member is null.
///
/// @param id a UUID, stable over reloads
/// @param name empty when the user gave none
/// @param service where matching requests go; absent for a route that a plugin answers
/// @param protocols a request over plain HTTP to a route that has only HTTPS is answered with
///        `httpsRedirectStatusCode`
/// @param methods upper-case; one has to be equal
/// @param hosts one has to match
/// @param paths one has to match
/// @param headers all have to match
/// @param snis TLS server names, exact or with one `*` label; one has to match when the request came over TLS
/// @param httpsRedirectStatusCode 426, 301, 302, 307 or 308
/// @param regexPriority higher is tried first among regex paths
/// @param stripPath whether the matched part of the path is taken off before the service's path is put on
/// @param pathHandling how the two paths are joined
/// @param preserveHost whether the backend sees the client's Host
/// @param requestBuffering as in Kong; Lambda always buffers
/// @param responseBuffering as in Kong; Lambda always buffers
/// @param order the place in the file, from 0: the last tie-break between routes
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared
public record Route(
        String id,
        String name,
        Optional<Service> service,
        Set<Protocol> protocols,
        List<String> methods,
        List<HostPattern> hosts,
        List<PathPattern> paths,
        List<HeaderCriterion> headers,
        List<String> snis,
        int httpsRedirectStatusCode,
        int regexPriority,
        boolean stripPath,
        PathHandling pathHandling,
        boolean preserveHost,
        boolean requestBuffering,
        boolean responseBuffering,
        int order,
        List<String> tags,
        Location location) {

    /// How a service's path and a request's path are joined; see Kong's table in kong/router/utils.lua
    /// (`get_upstream_uri_v0`, `get_upstream_uri_v1`).
    public enum PathHandling {
        V0, V1
    }

    /// The name, or the id of a nameless route.
    public String label() {
        return name.isEmpty() ? id : name;
    }
}
