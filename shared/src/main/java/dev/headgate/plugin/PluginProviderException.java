package dev.headgate.plugin;

/// A plugin that was added to Headgate's own cannot be used. The message says which, why, and names the class to look at.
public final class PluginProviderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PluginProviderException(String message) {
        super(message);
    }

    PluginProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
