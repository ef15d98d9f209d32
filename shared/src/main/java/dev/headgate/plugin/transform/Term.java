package dev.headgate.plugin.transform;

/// One alternative of an expression in a [Template].
public sealed interface Term {
    /// A text in quotes.
    record Text(String text) implements Term {}

    /// `headers.name`
    record Header(String name) implements Term {}

    /// `query_params.name`
    record QueryParameter(String name) implements Term {}

    /// `uri_captures.name`
    record NamedCapture(String name) implements Term {}

    /// `uri_captures[number]`; 0 is all that the route's path matched.
    record NumberedCapture(int number) implements Term {}

    /// `shared.name`
    record Shared(String name) implements Term {}
}
