package dev.headgate.router;

import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.PluginChain;
import dev.headgate.plugin.telemetry.LogEntry.PluginRun;
import dev.headgate.proxy.Outcome.Timing;
import dev.headgate.xray.Subsegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// What a request's time was spent on, for its trace: on finding out who calls, on stores, on backends.
final class Parts {
    private Parts() {}

    /// All parts, in the order in which they began.
    static List<Subsegment> of(Beginning beginning, PluginChain.Access access, List<Subsegment> tries) {
        List<Subsegment> parts = new ArrayList<>(tries);
        authentication(access).ifPresent(parts::add);
        beginning.stores().calls().forEach(call -> parts.add(Subsegment.local("store",
                beginning.at(call.startNanos()), beginning.at(call.endNanos()), call.failed())));
        parts.sort(Comparator.comparing(Subsegment::start));
        return parts;
    }

    /// The calls to backends, under their hosts' names.
    ///
    /// @param answered the status that the last one gave; absent where it gave none
    static List<Subsegment> tries(Beginning beginning, Timing timing, Optional<Integer> answered) {
        return timing.tries().stream().map(attempt -> Subsegment.remote(attempt.host(),
                beginning.at(attempt.startNanos()), beginning.at(attempt.endNanos()),
                attempt.failedWith().isPresent() || answered.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(answered.get())))
                .toList();
    }

    /// From the first authentication plugin's beginning to the last one's end.
    private static Optional<Subsegment> authentication(PluginChain.Access access) {
        Set<String> names = access.chosen().stream().filter(plugin -> plugin.config() instanceof AuthenticationPlugin)
                .map(PluginInstance::name).collect(Collectors.toSet());
        List<PluginRun> runs = access.runs().stream().filter(run -> names.contains(run.plugin())).toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Instant start = runs.getFirst().startedAt();
        Instant end = runs.getLast().endedAt();
        boolean failed = !access.failures().isEmpty()
                && access.answeredBy().filter(plugin -> names.contains(plugin.name())).isPresent();
        return Optional.of(Subsegment.local("authenticate", start, end.isBefore(start) ? start : end, failed));
    }
}
