package dev.headgate.plugin;

/// A plugin failed with an [Error] that concerns nothing but the plugin: a class that its jar lacks, an assertion.
public final class PluginErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PluginErrorException(Error cause) {
        super("a plugin failed with an error", cause);
    }

    /// A plugin's failure as an exception.
    static RuntimeException of(Throwable failure) {
        return switch (failure) {
            case RuntimeException exception -> exception;
            case Error error -> new PluginErrorException(error);
            default -> new IllegalStateException(failure);
        };
    }
}
