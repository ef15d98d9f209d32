package dev.headgate.health;

import dev.headgate.model.HealthChecks.Thresholds;

/// What reports of one address add up to, by the rules of Kong's health checks (lua-resty-healthcheck, `incr_counter`): a
/// success forgets all failures and a failure all successes, kinds of failures count apart, and what has no threshold does
/// not count at all, so that it forgets nothing either. An immutable value.
///
/// @param state what is thought of the address
/// @param successes since the last failure
public record Tally(State state, int successes, int httpFailures, int tcpFailures, int timeouts) {
    /// An address of which nothing is known.
    public static final Tally HEALTHY = new Tally(State.HEALTHY, 0, 0, 0, 0);
    /// One that was taken out.
    public static final Tally UNHEALTHY = new Tally(State.UNHEALTHY, 0, 0, 0, 0);

    /// What is thought of an address.
    public enum State {
        HEALTHY, MOSTLY_HEALTHY, MOSTLY_UNHEALTHY, UNHEALTHY
    }

    /// Whether requests may go there.
    public boolean isUp() {
        return state == State.HEALTHY || state == State.MOSTLY_HEALTHY;
    }

    /// With one more report.
    public Tally after(Report report, Thresholds thresholds) {
        return switch (report.kind(thresholds)) {
            case SUCCESS -> state == State.HEALTHY || thresholds.successes() == 0
                    ? this
                    : success(thresholds.successes());
            case HTTP_FAILURE -> counts(thresholds.httpFailures())
                    ? new Tally(state, 0, httpFailures + 1, tcpFailures, timeouts)
                            .failed(httpFailures + 1 >= thresholds.httpFailures())
                    : this;
            case TCP_FAILURE -> counts(thresholds.tcpFailures())
                    ? new Tally(state, 0, httpFailures, tcpFailures + 1, timeouts)
                            .failed(tcpFailures + 1 >= thresholds.tcpFailures())
                    : this;
            case TIMEOUT -> counts(thresholds.timeouts())
                    ? new Tally(state, 0, httpFailures, tcpFailures, timeouts + 1)
                            .failed(timeouts + 1 >= thresholds.timeouts())
                    : this;
            case NEUTRAL -> this;
        };
    }

    private boolean counts(int limit) {
        return limit > 0 && state != State.UNHEALTHY;
    }

    private Tally success(int limit) {
        State changed = state == State.UNHEALTHY ? State.MOSTLY_UNHEALTHY : state;
        return new Tally(successes + 1 >= limit ? State.HEALTHY : changed, successes + 1, 0, 0, 0);
    }

    private Tally failed(boolean often) {
        State changed = state == State.HEALTHY ? State.MOSTLY_HEALTHY : state;
        return new Tally(often ? State.UNHEALTHY : changed, successes, httpFailures, tcpFailures, timeouts);
    }
}
