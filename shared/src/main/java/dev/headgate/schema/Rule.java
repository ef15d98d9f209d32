package dev.headgate.schema;

import java.util.function.Predicate;

/// A rule that a value of the right type must still obey.
///
/// @param holds whether a value obeys it
/// @param message what to say when it does not, in Kong's wording where Kong has one; `%s` stands for the value
/// @param hint what to write instead
/// @param <T> the value's Java form
public record Rule<T>(Predicate<T> holds, String message, String hint) {}
