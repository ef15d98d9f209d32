package dev.headgate.benchmarks.ratelimit;

import java.util.List;

/// What goes wrong between an environment and DynamoDB.
///
/// @param lost the probability that a call never arrives
/// @param answerLost the probability that a call is carried out and its answer never arrives
/// @param doubled the probability that a call is carried out twice
/// @param outages when no call arrives
/// @param throttled when DynamoDB throttles every call, as it does where a table's own limit is reached
record Faults(double lost, double answerLost, double doubled, List<Time> outages, List<Time> throttled) {
    static final Faults NONE = new Faults(0, 0, 0, List.of(), List.of());

    Faults {
        outages = List.copyOf(outages);
        throttled = List.copyOf(throttled);
    }

    /// A stretch of virtual time.
    record Time(double fromSeconds, double toSeconds) {
        boolean contains(long nanos) {
            return nanos >= fromSeconds * 1e9 && nanos < toSeconds * 1e9;
        }
    }

    boolean isOut(long nanos) {
        return outages.stream().anyMatch(time -> time.contains(nanos));
    }

    boolean throttles(long nanos) {
        return throttled.stream().anyMatch(time -> time.contains(nanos));
    }
}
