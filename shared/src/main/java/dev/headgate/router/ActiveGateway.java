package dev.headgate.router;

import dev.headgate.config.Settings;
import dev.headgate.plugin.Resources;

/// What is in force: a configuration, what its plugins use, and how it is run. The three change together, so a request
/// takes them once and keeps them to its end. Immutable, and safe for use by many threads.
///
/// @param compiled the configuration
/// @param resources its declared credentials among them
/// @param auth who refuses a request without a valid credential
public record ActiveGateway(CompiledGateway compiled, Resources resources, Settings.Auth auth) {}
