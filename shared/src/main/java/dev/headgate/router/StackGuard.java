package dev.headgate.router;

import java.util.function.Supplier;

/// Keeps a request that takes too much stack from taking the process with it. Lambda ends an environment whose handler
/// throws a `VirtualMachineError`, so that one client could make every request a cold start; an overflow leaves nothing
/// behind but the request that had it.
public final class StackGuard {
    private StackGuard() {}

    /// Does some work.
    ///
    /// @throws StackOverflowException when it takes too much stack
    public static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new StackOverflowException(e);
        }
    }

    /// A request took too much stack.
    public static final class StackOverflowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StackOverflowException(StackOverflowError cause) {
            super("a request took too much stack", cause);
        }
    }
}
