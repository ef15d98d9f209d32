package dev.headgate.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How bad targets of an upstream are found, as its `healthchecks` (kong/db/schema/entities/upstreams.lua). Immutable; no
/// member is null.
///
/// @param threshold how much of the weight has to be healthy, more than this many percent, for the upstream to be used
/// @param active probes
/// @param passive what the answers to requests tell
public record HealthChecks(double threshold, Active active, Thresholds passive) {
    /// How a target is probed.
    ///
    /// @param timeout of each step of a probe
    /// @param concurrency how many probes run at once, 1 or more
    /// @param httpPath what is asked for
    /// @param headers sent with each probe
    /// @param httpsSni the server name of TLS; empty for the target's own
    /// @param healthyInterval between probes of healthy targets; zero for never
    /// @param unhealthyInterval between probes of the others; zero for never
    public record Active(
            Type type,
            Duration timeout,
            int concurrency,
            String httpPath,
            Map<String, List<String>> headers,
            String httpsSni,
            boolean httpsVerifyCertificate,
            Duration healthyInterval,
            Duration unhealthyInterval,
            Thresholds thresholds) {

        /// Whether anything is probed.
        public boolean isOn() {
            return !healthyInterval.isZero() || !unhealthyInterval.isZero();
        }

        /// Whether probes can bring a target back.
        public boolean bringsBack() {
            return !unhealthyInterval.isZero() && thresholds.successes() > 0;
        }
    }

    /// What is probed.
    public enum Type {
        /// Whether a connection can be made.
        TCP,
        /// The status of an answer.
        HTTP,
        /// The same over TLS.
        HTTPS
    }

    /// How many reports it takes to think otherwise of a target. 0 means that such reports do not count.
    ///
    /// @param successes until an unhealthy target is healthy, 0..255
    /// @param healthyStatuses answers that are successes
    /// @param httpFailures bad answers until a target is unhealthy, 0..255
    /// @param tcpFailures failed connections until then, 0..255
    /// @param timeouts until then, 0..255
    /// @param unhealthyStatuses answers that are bad
    public record Thresholds(
            int successes,
            Set<Integer> healthyStatuses,
            int httpFailures,
            int tcpFailures,
            int timeouts,
            Set<Integer> unhealthyStatuses) {

        /// Whether anything can make a target unhealthy.
        public boolean areOn() {
            return httpFailures > 0 || tcpFailures > 0 || timeouts > 0;
        }
    }

    /// Whether any target can ever be unhealthy.
    public boolean areOn() {
        return active.isOn() || passive.areOn();
    }
}
