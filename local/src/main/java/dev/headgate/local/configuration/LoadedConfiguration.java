package dev.headgate.local.configuration;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Gateway;
import java.util.List;
import java.util.Optional;

/// What reading a configuration gave.
///
/// @param fileName the Kong file as the user named it
/// @param gateway absent when there is any error
/// @param settings those of `headgate.yaml`, or the defaults
/// @param diagnostics everything found, in file order
public record LoadedConfiguration(
        String fileName,
        Optional<Gateway> gateway,
        Settings settings,
        List<Diagnostic> diagnostics) {}
