package dev.headgate.model;

/// One entry of a route's `paths`.
public sealed interface PathPattern {
    /// Matches every normalised path that begins with this text, at any byte: `/foo` matches `/foobar`.
    ///
    /// @param prefix begins with `/`, in normalised form
    record Prefix(String prefix) implements PathPattern {
        @Override
        public String toString() {
            return prefix;
        }
    }

    /// Matches every normalised path whose beginning the expression matches.
    ///
    /// @param expression without Kong's leading `~`; begins with `/`
    record Regex(String expression) implements PathPattern {
        @Override
        public String toString() {
            return "~" + expression;
        }
    }
}
