package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.Optional;

/// Turns what cannot be emulated into findings under the property that says it.
final class Refusals {
    /// A value of a template, made of its text.
    @FunctionalInterface
    interface Parsed<T> {
        T value() throws NotEmulatedException;
    }

    private Refusals() {}

    /// A value; empty, and a finding, where it is none.
    static <T> Optional<T> value(ResourceProperties properties, String property, Parsed<T> parsed) {
        try {
            return Optional.of(parsed.value());
        } catch (NotEmulatedException e) {
            properties.refuse(Code.HG0704, property, e.getMessage() + ".", "");
            return Optional.empty();
        }
    }

    /// Refuses a property that has another value than the one that the emulator knows.
    static void unless(ResourceProperties properties, String property, String only) {
        properties.optionalText(property).filter(value -> !value.equals(only)).ifPresent(
                value -> properties.refuse(Code.HG0704, property,
                        "\"" + value + "\": the emulator knows \"" + only + "\" only.", ""));
    }
}
