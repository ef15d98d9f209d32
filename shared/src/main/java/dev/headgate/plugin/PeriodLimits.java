package dev.headgate.plugin;

import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A limit for each calendar period, as rate-limiting and response-ratelimiting take them: their fields, the checks over
/// them, and what is read from them.
final class PeriodLimits {
    /// Whole numbers up to here are exact in JSON and in Lua.
    static final long COUNT_MAX = 1L << 53;

    private PeriodLimits() {}

    /// A field for each period.
    ///
    /// @param doc what a limit does, up to the period's name
    static List<Field> fields(String doc) {
        return Arrays.stream(Period.values()).map(period -> optional(period.kongName(), FieldType.whole(1, COUNT_MAX),
                doc + period.kongName() + ".")).toList();
    }

    /// The limits that are set, the shortest period first.
    static List<Limit> of(Values limits) {
        return Arrays.stream(Period.values())
                .flatMap(period -> limits.optionalWhole(period.kongName()).map(count -> new Limit(period, count))
                        .map(Stream::of).orElseGet(Stream::empty))
                .toList();
    }

    /// The limits by the names of their fields.
    ///
    /// @param prefix of the names
    static Map<String, Limit> byField(List<Limit> limits, String prefix) {
        Map<String, Limit> fields = new LinkedHashMap<>();
        limits.forEach(limit -> fields.put(prefix + ((Period) limit.span()).kongName(), limit));
        return fields;
    }

    /// Reports where none is set.
    ///
    /// @param path where the limits stand
    static void someLimit(Values limits, Entity entity, String path) {
        if (Arrays.stream(Period.values()).noneMatch(period -> limits.has(period.kongName()))) {
            entity.report(Code.HG0108, limits.location(), path, "at least one of these fields must be non-empty: "
                    + Arrays.stream(Period.values()).map(period -> "'" + path + "." + period.kongName() + "'")
                            .collect(Collectors.joining(", "))
                    + ".", "Write a count of requests, for example minute: 10.");
        }
    }

    /// Reports where a longer period has the lower limit.
    static void limitsGrow(Values limits, Entity entity, String path) {
        for (Period shorter : Period.values()) {
            for (Period longer : Period.values()) {
                if (shorter.compareTo(longer) < 0) {
                    limitGrows(limits, entity, path, shorter.kongName(), longer.kongName());
                }
            }
        }
    }

    private static void limitGrows(Values limits, Entity entity, String path, String shorter, String longer) {
        limits.optionalWhole(shorter).ifPresent(less -> limits.optionalWhole(longer).ifPresent(more -> {
            if (more < less) {
                entity.report(Code.HG0108, limits.location(longer), path + "." + longer,
                        String.format(Locale.ROOT,
                                "The limit for %s(%.1f) cannot be lower than the limit for %s(%.1f).",
                                longer, (double) more, shorter, (double) less),
                        "");
            }
        }));
    }
}
