package dev.headgate.plugin;

import java.util.stream.Stream;

/// A plugin failed with an [Error] that concerns nothing but the plugin: a class that its jar lacks, an assertion.
public final class PluginErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PluginErrorException(Error cause) {
        super("a plugin failed with an error", cause);
    }

    /// What a plugin has thrown, and where, for its author. Without the message, which can have a configuration's secrets.
    ///
    /// @param failure is thrown again where it concerns the process rather than the plugin
    public static String nameOf(Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            throw error;
        }
        return failure.getClass().getName() + Stream.of(failure.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")).findFirst()
                .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + " ("
                        + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
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
