package dev.headgate.plugin.telemetry;

import dev.headgate.plugin.Exchange;
import java.util.LinkedHashMap;
import java.util.Map;

/// Values that plugins add to the log entry of a request, as with Kong's `kong.log.set_serialize_value`: a note of an
/// [Exchange]. An immutable value.
///
/// @param values by the path of names that lead to them, in the order in which they were added: text, a whole number
///        (`Long`), a number (`Double`) or a `Boolean`
public record LoggedValues(Map<Path, Object> values) {
    private static final LoggedValues NONE = new LoggedValues(Map.of());

    public LoggedValues {
        values = Map.copyOf(values);
    }

    /// Where a value stands in the document.
    ///
    /// @param group the object that holds it; empty for the document itself
    public record Path(String group, String name) implements Comparable<Path> {
        @Override
        public int compareTo(Path other) {
            int groups = group.compareTo(other.group);
            return groups != 0 ? groups : name.compareTo(other.name);
        }
    }

    /// Those of an exchange.
    static LoggedValues of(Exchange exchange) {
        return exchange.note(LoggedValues.class).orElse(NONE);
    }

    /// The exchange with one more value in the document itself; one of that name is replaced.
    public static Exchange with(Exchange exchange, String name, Object value) {
        return with(exchange, "", name, value);
    }

    /// The exchange with one more value in an object of the document; one of that name is replaced.
    public static Exchange with(Exchange exchange, String group, String name, Object value) {
        Map<Path, Object> more = new LinkedHashMap<>(of(exchange).values);
        more.put(new Path(group, name), value);
        return exchange.withNote(new LoggedValues(more));
    }
}
