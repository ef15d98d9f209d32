package dev.headgate.local.assembly.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A resource of a REST API.
///
/// @param id by which methods name it
/// @param path from the root, such as `/pets/{id}`
/// @param methods by name, `ANY` for all that have none of their own
record RestResource(String id, String path, Map<String, RestMethod> methods) {
    static final String ANY = "ANY";

    RestResource {
        methods = Map.copyOf(methods);
    }

    List<String> parts() {
        return PathVariable.segments(path);
    }

    /// The request's own method, or ANY.
    Optional<RestMethod> method(String method) {
        return Optional.ofNullable(methods.get(method)).or(() -> Optional.ofNullable(methods.get(ANY)));
    }
}
