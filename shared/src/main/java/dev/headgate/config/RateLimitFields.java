package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.time.Duration;

/// The group `rate_limits` of `headgate.yaml`.
final class RateLimitFields {
    /// Below, hardly any call would be answered in time.
    private static final long TIME_LIMIT_MILLIS_MIN = 5;
    /// Above, the store would take more of a request's time than most backends do.
    private static final long TIME_LIMIT_MILLIS_MAX = 2_000;

    static final Field FIELD = optional("rate_limits", FieldType.group(RecordSchema.of(
            defaulted("time_limit_millis", FieldType.whole(TIME_LIMIT_MILLIS_MIN, TIME_LIMIT_MILLIS_MAX),
                    RateLimitSettings.DEFAULT.timeLimit().toMillis(),
                    "How long a call to the table of counters may take, connecting included."))),
            "How requests are counted, and what happens where they cannot be.");

    private RateLimitFields() {}

    static RateLimitSettings read(Values rateLimits) {
        return new RateLimitSettings(Duration.ofMillis(rateLimits.whole("time_limit_millis")));
    }
}
