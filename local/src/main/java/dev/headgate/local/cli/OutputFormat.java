package dev.headgate.local.cli;

import java.util.Locale;

/// For whom a command prints.
public enum OutputFormat {
    /// For people.
    TEXT,
    /// For programs.
    JSON;

    /// As help texts show the default.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
