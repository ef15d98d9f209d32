package dev.headgate.model;

/// The configuration of a plugin, checked and typed. Each plugin's record implements it; the model knows no more of
/// plugins than their names.
public interface PluginConfig {
    /// Kong's name of the plugin, such as `rate-limiting`.
    String pluginName();
}
