package dev.headgate.diagnostic;

import java.util.Locale;

/// How much a diagnostic weighs. Only an [#ERROR] stops a configuration from being used.
public enum Severity {
    /// The configuration cannot be used.
    ERROR,
    /// The configuration is used, but probably not as its writer meant it.
    WARNING,
    /// The configuration is used and means what it says; Headgate does it in another way than Kong.
    NOTE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
