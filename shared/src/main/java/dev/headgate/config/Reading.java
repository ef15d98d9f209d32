package dev.headgate.config;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Gateway;
import java.util.List;
import java.util.Optional;

/// What came of reading a configuration.
///
/// @param gateway the configuration; absent when there is any error
/// @param declared the same as the file says it; absent when there is any error
/// @param diagnostics everything found, warnings and notes included, in file order
public record Reading(Optional<Gateway> gateway, Optional<DeclaredEntities> declared, List<Diagnostic> diagnostics) {
    public Reading {
        diagnostics = List.copyOf(diagnostics);
    }

    /// Of a file that cannot be used.
    Reading(List<Diagnostic> diagnostics) {
        this(Optional.empty(), Optional.empty(), diagnostics);
    }
}
