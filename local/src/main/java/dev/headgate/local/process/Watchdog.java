package dev.headgate.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Sees to it that no process outlives this one, however it ends: a shell that is told of every process, and kills those
/// that are left when the pipe to it breaks. A frozen process could not notice that by itself, nor one that computes.
///
/// Safe for use by many threads.
final class Watchdog implements AutoCloseable {
    /// Deaf to what a terminal sends to all of its processes, so that it is the last one of them.
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            pids=' '
            while read -r change pid; do
                case $change in
                +) pids="$pids$pid " ;;
                -) pids="${pids%%" $pid "*} ${pids#*" $pid "}" ;;
                esac
            done
            for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
            """;

    private final Process shell;
    private final OutputStream pipe;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.pipe = shell.getOutputStream();
    }

    /// @throws IOException when there is no shell
    static Watchdog start() throws IOException {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        shell.environment().clear();
        return new Watchdog(shell.start());
    }

    /// Looks after a process.
    void watch(Process process) {
        tell("+ " + process.pid());
    }

    /// Forgets a process that has ended: another one may have its number.
    void forget(Process process) {
        tell("- " + process.pid());
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException _) {
            // It has ended, as it does when this is closed: then all processes have been ended too.
        }
    }

    /// Kills what is left.
    @Override
    public void close() throws IOException {
        synchronized (this) {
            pipe.close();
        }
        try {
            if (!shell.waitFor(1, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException _) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
