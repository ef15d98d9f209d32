package dev.headgate.schema;

import java.util.function.Function;
import java.util.function.Predicate;

/// A rule that a value of the right type must still obey.
///
/// @param holds whether a value obeys it
/// @param message what to say when it does not, in Kong's wording where Kong has one; `%s` stands for what `shown` makes
///        of the value
/// @param hint what to write instead
/// @param shown the value, the offending part of it, or what it should have been; short enough for a line
/// @param <T> the value's Java form
public record Rule<T>(Predicate<T> holds, String message, String hint, Function<T, String> shown) {
    /// A rule whose message shows the value.
    public Rule(Predicate<T> holds, String message, String hint) {
        this(holds, message, hint, value -> Quoted.shortened(String.valueOf(value)));
    }
}
