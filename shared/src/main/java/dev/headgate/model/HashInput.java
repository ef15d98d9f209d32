package dev.headgate.model;

/// What of a request consistent hashing looks at, as an upstream's `hash_on` and `hash_fallback`.
public sealed interface HashInput {
    /// Nothing.
    record None() implements HashInput {}

    /// The consumer, or else the credential.
    record Consumer() implements HashInput {}

    /// The client's address.
    record ClientAddress() implements HashInput {}

    /// A header field.
    record Header(String name) implements HashInput {}

    /// A cookie; a client without it gets one.
    ///
    /// @param path what the cookie is for
    record Cookie(String name, String path) implements HashInput {}

    /// The path.
    record Path() implements HashInput {}

    /// A query parameter.
    record QueryArgument(String name) implements HashInput {}

    /// What a named group of the route's regular expression captured.
    record UriCapture(String name) implements HashInput {}
}
