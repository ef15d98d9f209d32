package dev.headgate.health;

import dev.headgate.model.HealthChecks.Thresholds;

/// What a try or a probe tells of an address.
public sealed interface Report {
    /// There was an answer.
    ///
    /// @param status 0 where it was not HTTP
    record Answer(int status) implements Report {}

    /// A connection could be made, and no more was asked.
    record Connected() implements Report {}

    /// No connection, or one that broke.
    record TcpFailure() implements Report {}

    /// A time limit passed.
    record Timeout() implements Report {}

    /// What a report counts as.
    enum Kind {
        SUCCESS, HTTP_FAILURE, TCP_FAILURE, TIMEOUT,
        /// An answer that says nothing either way.
        NEUTRAL
    }

    /// What it counts as by an upstream's lists of statuses; a status in both is a success.
    default Kind kind(Thresholds thresholds) {
        return switch (this) {
            case Answer(int status) when thresholds.healthyStatuses().contains(status) -> Kind.SUCCESS;
            case Answer(int status) when status == 0 || thresholds.unhealthyStatuses().contains(status) ->
                    Kind.HTTP_FAILURE;
            case Answer _ -> Kind.NEUTRAL;
            case Connected _ -> Kind.SUCCESS;
            case TcpFailure _ -> Kind.TCP_FAILURE;
            case Timeout _ -> Kind.TIMEOUT;
        };
    }
}
