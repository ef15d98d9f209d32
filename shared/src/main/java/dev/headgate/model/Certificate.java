package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.util.List;
import java.util.Optional;

/// A certificate that the gateway shows to clients, or to backends that ask for one, as Kong's `certificates` entity. No
/// member is null.
///
/// @param id a UUID, by which services and upstreams name it
/// @param content certificate and key; absent where one is a vault reference that nobody was to look up
/// @param serverNames those of its `snis`: exact, or with `*` for the first label
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared
public record Certificate(
        String id,
        Optional<KeyedCertificate> content,
        List<String> serverNames,
        List<String> tags,
        Location location) {
    public Certificate {
        serverNames = List.copyOf(serverNames);
        tags = List.copyOf(tags);
    }
}
