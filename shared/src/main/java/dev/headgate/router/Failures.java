package dev.headgate.router;

import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.plugin.CallFailedException;
import dev.headgate.plugin.PluginErrorException;
import dev.headgate.ratelimit.CounterStoreUnavailableException;

/// Words what went wrong for the operator's log. Messages of unforeseen exceptions stay out: they may hold what a client
/// sent.
final class Failures {
    private Failures() {}

    static String describe(RuntimeException failure) {
        return switch (failure) {
            case StoreUnavailableException known -> known.getMessage();
            case CacheStoreUnavailableException known -> known.getMessage();
            case CounterStoreUnavailableException known -> known.getMessage();
            case AnswerTooLargeException known -> known.getMessage();
            case CallFailedException known -> known.getMessage();
            case StackGuard.StackOverflowException known ->
                    known.getMessage() + place(known.getCause().getStackTrace());
            case PluginErrorException known ->
                    known.getCause().getClass().getName() + place(known.getCause().getStackTrace());
            default -> failure.getClass().getName() + place(failure.getStackTrace());
        };
    }

    private static String place(StackTraceElement[] trace) {
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
