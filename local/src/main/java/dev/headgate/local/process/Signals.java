package dev.headgate.local.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Stops processes and lets them go on, as Lambda freezes environments that have nothing to do. By the C library's own
/// `kill`, since a command of that name would cost each request some milliseconds. Safe for use by many threads.
final class Signals implements EnvironmentSettings.Freezing {
    /// The numbers of Linux on all processors that Lambda has.
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private final MethodHandle kill;

    @SuppressWarnings("restricted") // kill's signature is as declared by POSIX.
    Signals() {
        Linker linker = Linker.nativeLinker();
        this.kill = linker.downcallHandle(linker.defaultLookup().find("kill").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /// From here on it gets no processor time. No effect on a process that has ended.
    @Override
    public void freeze(Process process) {
        send(process, SIGSTOP);
    }

    /// It goes on where it stood.
    @Override
    public void thaw(Process process) {
        send(process, SIGCONT);
    }

    private void send(Process process, int signal) {
        // Its number may be another process's as soon as it has been reaped.
        if (process.isAlive()) {
            try {
                var _ = (int) kill.invokeExact(Math.toIntExact(process.pid()), signal);
            } catch (Throwable e) {
                throw new IllegalStateException("kill cannot be called", e);
            }
        }
    }
}
