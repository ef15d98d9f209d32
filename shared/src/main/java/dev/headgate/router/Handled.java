package dev.headgate.router;

import dev.headgate.http.Response;

/// An answer and how it came about.
public record Handled(Response response, Trail trail) {}
