package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.time.Duration;
import java.util.List;

/// A backend, as Kong's `services` entity (kong/db/schema/entities/services.lua). No member is null.
///
/// @param id a UUID, stable over reloads
/// @param name empty when the user gave none
/// @param protocol what the backend speaks
/// @param host a DNS name, an IP address, or the name of an [Upstream]
/// @param port 0..65535
/// @param path begins with `/`; empty when the user gave none
/// @param retries how many further tries a failed connection gets, 0..32767
/// @param connectTimeout for TCP and TLS to stand, more than zero
/// @param writeTimeout between two writes of the request, more than zero
/// @param readTimeout between two reads of the answer, more than zero
/// @param enabled a disabled service's routes do not exist for requests
/// @param tlsVerify whether the backend's certificate is checked; only a written `tls_verify: false` turns that off
/// @param tls what TLS with the backend has of its own
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared
public record Service(
        String id,
        String name,
        Protocol protocol,
        String host,
        int port,
        String path,
        int retries,
        Duration connectTimeout,
        Duration writeTimeout,
        Duration readTimeout,
        boolean enabled,
        boolean tlsVerify,
        BackendTls tls,
        List<String> tags,
        Location location) {

    /// A service whose TLS, if it has any, is as by default.
    public Service(String id, String name, Protocol protocol, String host, int port, String path, int retries,
            Duration connectTimeout, Duration writeTimeout, Duration readTimeout, boolean enabled, boolean tlsVerify,
            List<String> tags, Location location) {
        this(id, name, protocol, host, port, path, retries, connectTimeout, writeTimeout, readTimeout, enabled,
                tlsVerify, BackendTls.DEFAULT, tags, location);
    }

    /// The name, or the id of a nameless service.
    public String label() {
        return name.isEmpty() ? id : name;
    }
}
