package dev.headgate.model;

import java.util.List;

/// One entry of a route's `headers`: the header must be there with one of the values.
///
/// @param name lower-case
/// @param values one has to match; values are compared without regard to case
public record HeaderCriterion(String name, List<Value> values) {
    /// What a header's value may be.
    public sealed interface Value {
        /// Equal but for case.
        ///
        /// @param text lower-case
        record Exact(String text) implements Value {}

        /// Matched anywhere by an expression, the value being lower-cased first.
        ///
        /// @param expression without Kong's leading `~*`
        record Regex(String expression) implements Value {}
    }
}
