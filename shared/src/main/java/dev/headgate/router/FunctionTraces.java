package dev.headgate.router;

import dev.headgate.xray.Subsegment;
import dev.headgate.xray.TraceHeader;
import dev.headgate.xray.XRayDaemon;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// What a deployed function tells X-Ray of its requests: a subsegment of the segment that Lambda makes of each invocation,
/// with the deployment, the route's id and the decision as annotations. Safe for use by many threads.
///
/// @param name of the subsegment
/// @param deployment which deployment the function belongs to
/// @param clock when a request ends
/// @param daemon takes it
public record FunctionTraces(String name, String deployment, InstantSource clock, XRayDaemon daemon) {
    /// Where one invocation is told of.
    public RequestLog of(Invocation invocation) {
        return line -> TraceHeader.parse(invocation.traceHeader()).filter(TraceHeader::takesParts)
                .ifPresent(trace -> daemon.tell(trace, subsegment(line)));
    }

    private Subsegment subsegment(LogLine line) {
        Instant end = clock.instant();
        // A line has whole milliseconds, parts are more exact.
        Instant start = line.parts().stream().map(Subsegment::start).filter(end::isAfter)
                .reduce(end.minusMillis(line.latencyMillis()), (one, other) -> one.isBefore(other) ? one : other);
        Map<String, String> annotations = new TreeMap<>(
                Map.of("deployment", deployment, "decision", line.decision()));
        if (!line.routeId().isEmpty()) {
            annotations.put("route", line.routeId());
        }
        return new Subsegment(name, false, start, end, line.status(), line.decision().equals("failed"), annotations,
                line.parts());
    }
}
