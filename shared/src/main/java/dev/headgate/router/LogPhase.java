package dev.headgate.router;

import dev.headgate.http.Response;
import dev.headgate.plugin.PluginChain;
import dev.headgate.plugin.telemetry.LogEntry;
import dev.headgate.plugin.telemetry.LogEntry.Latencies;
import dev.headgate.plugin.telemetry.LogEntry.Source;
import dev.headgate.proxy.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The last thing that happens to a request: its plugins are told what became of it (kong/init.lua, `Kong.log`).
final class LogPhase {
    private LogPhase() {}

    /// An answer of the gateway's own, without any backend having been called.
    ///
    /// @param kong how long it took to have the answer
    /// @param waited how long a plugin waited for somebody else to give it
    /// @param endNanos the ticker's reading now
    /// @param failures takes what went wrong in plugins
    static void own(Beginning beginning, PluginChain.Access access, Response last, Duration kong,
            Optional<Duration> waited, long endNanos, List<RuntimeException> failures) {
        Latencies latencies = new Latencies(kong, waited, Duration.ZERO, beginning.until(endNanos));
        run(beginning, access, entry(beginning, access, last, Source.KONG, latencies, List.of()), failures);
    }

    /// An answer of a backend, or for one.
    ///
    /// @param answered the status that the backend gave; absent where it gave none
    /// @param receivedNanos the ticker's reading when the whole answer had come
    /// @param endNanos the ticker's reading now
    /// @param failures takes what went wrong in plugins
    static void proxied(Beginning beginning, PluginChain.Access access, Response last, Optional<Integer> answered,
            Outcome.Timing timing, long receivedNanos, long endNanos, List<RuntimeException> failures) {
        Latencies latencies = new Latencies(beginning.until(timing.startNanos()),
                Optional.of(between(timing.startNanos(), timing.answeredNanos())),
                between(timing.answeredNanos(), receivedNanos), beginning.until(endNanos));
        List<LogEntry.Try> tries = timing.tries().stream()
                .map(attempt -> attempt(beginning, attempt, answered.orElse(last.status()))).toList();
        Source source = answered.isPresent() ? Source.UPSTREAM : Source.KONG;
        run(beginning, access, entry(beginning, access, last, source, latencies, tries), failures);
    }

    private static LogEntry.Try attempt(Beginning beginning, Outcome.Try attempt, int answered) {
        return new LogEntry.Try(beginning.at(attempt.startNanos()),
                between(attempt.startNanos(), attempt.chosenNanos()),
                between(attempt.startNanos(), attempt.endNanos()), attempt.host(), attempt.address(), attempt.port(),
                attempt.failedWith().orElse(answered), attempt.failedWith().isPresent());
    }

    private static Duration between(long startNanos, long endNanos) {
        return Duration.ofNanos(Math.max(0, endNanos - startNanos));
    }

    private static LogEntry entry(Beginning beginning, PluginChain.Access access, Response last, Source source,
            Latencies latencies, List<LogEntry.Try> tries) {
        return new LogEntry(access.exchange(), last, source, beginning.at(), latencies, tries, access.runs(),
                beginning.stores().uncounted(), beginning.active().compiled().plugins().credentialNames());
    }

    private static void run(Beginning beginning, PluginChain.Access access, LogEntry entry,
            List<RuntimeException> failures) {
        beginning.active().compiled().plugins().log(access, entry, beginning.active().resources(), failures);
    }
}
