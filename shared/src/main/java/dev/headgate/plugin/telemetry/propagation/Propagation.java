package dev.headgate.plugin.telemetry.propagation;

import dev.headgate.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How trace context is taken from a request and given to the backend
/// (kong/observability/tracing/propagation/init.lua). An immutable value.
///
/// @param extract formats that are looked for, in this order; the first one found counts
/// @param clear fields that are taken out before
/// @param inject what is written
/// @param defaultFormat what is written for [Injected.Preserve] where nothing was found
public record Propagation(List<Format> extract, List<String> clear, List<Injected> inject, Format defaultFormat) {
    public Propagation {
        extract = List.copyOf(extract);
        clear = List.copyOf(clear);
        inject = List.copyOf(inject);
    }

    /// What is written.
    public sealed interface Injected {
        /// The format in which the context came.
        record Preserve() implements Injected {}

        /// A format.
        record As(Format format) implements Injected {}
    }

    /// What a request brought.
    ///
    /// @param format absent where nothing was found
    public record Extracted(TraceContext context, Optional<Format> format) {}

    /// What the backend gets.
    ///
    /// @param traceIds the trace's id as log entries have it, by format
    public record Sent(Headers headers, Map<String, String> traceIds) {}

    /// Looks for trace context.
    public Extracted extract(Headers headers) {
        for (Format format : extract) {
            Optional<TraceContext> found = format.extract(headers);
            if (found.isPresent()) {
                return new Extracted(found.get(), Optional.of(format));
            }
        }
        return new Extracted(TraceContext.NONE, Optional.empty());
    }

    /// Writes trace context.
    ///
    /// @param from what the request brought
    /// @param context what is told on; has ids of trace and span
    public Sent inject(Headers headers, Extracted from, TraceContext context) {
        Headers told = headers;
        for (String name : clear) {
            told = told.without(name);
        }
        Map<String, String> traceIds = new TreeMap<>();
        for (Injected injected : inject) {
            Format format = switch (injected) {
                case Injected.Preserve _ -> preserved(from);
                case Injected.As(Format named) -> named;
            };
            TraceContext sized = format.sized(context, from.context().traceId().length() / 2);
            told = format.inject(sized, told);
            traceIds.put(format.key(), format.shown(sized.traceId()));
        }
        return new Sent(told, traceIds);
    }

    private Format preserved(Extracted from) {
        Format format = from.format().orElse(defaultFormat);
        return format == Format.B3 && from.context().isSingleHeader() ? Format.B3_SINGLE : format;
    }
}
