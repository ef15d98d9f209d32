package dev.headgate.config;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginRegistry;
import java.util.List;
import java.util.Optional;

/// What reading a configuration gave.
///
/// @param fileName the Kong file as the user named it
/// @param gateway absent when there is any error
/// @param declared the same as the file says it; absent when there is any error
/// @param settings those of `headgate.yaml`, or the defaults
/// @param plugins those that it was read with
/// @param diagnostics everything found, in file order
public record LoadedConfiguration(
        String fileName,
        Optional<Gateway> gateway,
        Optional<DeclaredEntities> declared,
        Settings settings,
        PluginRegistry plugins,
        List<Diagnostic> diagnostics) {}
