package dev.headgate.plugin;

import dev.headgate.model.PluginInstance;

/// Hears of plugins that let a request pass which they were to count, since the store of counters could not be asked. Safe
/// for use by many threads.
@FunctionalInterface
public interface UncountedRequests {
    /// Hears nothing.
    UncountedRequests UNHEARD = _ -> {
    };

    /// A plugin let a request pass. The same plugin may say so several times of one request.
    void add(PluginInstance plugin);
}
