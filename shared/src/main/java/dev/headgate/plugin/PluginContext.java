package dev.headgate.plugin;

import dev.headgate.model.PluginInstance;

/// What a plugin needs beside the request.
///
/// @param instance the configured instance that is running: its id and its scope
/// @param resources everything from outside
public record PluginContext(PluginInstance instance, Resources resources) {
    /// Says that the plugin lets the request pass without having counted it, so that operators hear of it.
    void passesUncounted() {
        resources.uncounted().add(instance);
    }
}
