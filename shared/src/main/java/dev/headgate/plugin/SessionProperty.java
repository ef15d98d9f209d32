package dev.headgate.plugin;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// What clients and backends can be told of a session, each in a field of its own (lua-resty-session, `get_property`).
enum SessionProperty {
    ID("Session-Id"),
    AUDIENCE("Session-Audience"),
    SUBJECT("Session-Subject"),
    TIMEOUT("Session-Timeout"),
    IDLING_TIMEOUT("Session-Idling-Timeout"),
    ROLLING_TIMEOUT("Session-Rolling-Timeout"),
    ABSOLUTE_TIMEOUT("Session-Absolute-Timeout");

    private final String header;

    SessionProperty(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    static String[] kongNames() {
        return Arrays.stream(values()).map(SessionProperty::kongName).toArray(String[]::new);
    }

    static List<SessionProperty> of(List<String> kongNames) {
        return Arrays.stream(values()).filter(property -> kongNames.contains(property.kongName())).toList();
    }

    private String kongName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Its value; empty for a timeout that is switched off.
    Optional<String> value(SessionData session, SessionData.Login login, SessionTimeouts timeouts, long nowSeconds) {
        OptionalDouble idling = left(timeouts.idlingSeconds(), nowSeconds - session.usedSeconds());
        OptionalDouble rolling = left(timeouts.rollingSeconds(), nowSeconds - session.renewedSeconds());
        OptionalDouble absolute = left(timeouts.absoluteSeconds(), nowSeconds - session.createdSeconds());
        return switch (this) {
            case ID -> Optional.of(session.id());
            case AUDIENCE -> Optional.of(login.audience());
            case SUBJECT -> Optional.of(login.subject());
            case TIMEOUT -> number(DoubleStream.of(idling.orElse(Double.MAX_VALUE), rolling.orElse(Double.MAX_VALUE),
                    absolute.orElse(Double.MAX_VALUE)).filter(seconds -> seconds < Double.MAX_VALUE).min());
            case IDLING_TIMEOUT -> number(idling);
            case ROLLING_TIMEOUT -> number(rolling);
            case ABSOLUTE_TIMEOUT -> number(absolute);
        };
    }

    private static OptionalDouble left(double timeoutSeconds, long elapsedSeconds) {
        return timeoutSeconds > 0 ? OptionalDouble.of(timeoutSeconds - elapsedSeconds) : OptionalDouble.empty();
    }

    private static Optional<String> number(OptionalDouble seconds) {
        return seconds.isPresent()
                ? Optional.of(BigDecimal.valueOf(seconds.getAsDouble()).stripTrailingZeros().toPlainString())
                : Optional.empty();
    }
}
