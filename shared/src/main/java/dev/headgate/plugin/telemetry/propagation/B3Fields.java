package dev.headgate.plugin.telemetry.propagation;

import dev.headgate.http.Headers;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// B3's two ways of writing (kong/observability/tracing/propagation/extractors/b3.lua); what the single field leaves out
/// is taken from the others.
final class B3Fields {
    private static final String[] FIELDS = {"b3", "tracestate", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid",
            "x-b3-sampled", "x-b3-flags"};
    private static final Pattern SINGLE = Pattern
            .compile("([0-9A-Fa-f]+)-([0-9A-Fa-f]{16})-?([01d]?)-?([0-9A-Fa-f]*)");
    private static final String STATE = "b3=";

    private B3Fields() {}

    static Optional<TraceContext> extract(Headers headers) {
        if (!Format.hasAny(headers, FIELDS)) {
            return Optional.empty();
        }
        String single = single(headers);
        TraceContext one = single.isEmpty() ? TraceContext.NONE : ofSingle(single);
        TraceContext several = ofSeveral(headers);
        String trace = or(one.traceId(), several.traceId());
        return Optional.of(new TraceContext(trace, trace.isEmpty() ? "" : or(one.spanId(), several.spanId()),
                trace.isEmpty() ? "" : or(one.parentId(), several.parentId()),
                one.sampled().or(several::sampled), true, one.isDebug() || several.isDebug(), !single.isEmpty(),
                Map.of()));
    }

    private static String or(String value, String fallback) {
        return value.isEmpty() ? fallback : value;
    }

    private static String single(Headers headers) {
        String own = Format.single(headers, "b3");
        return own.isEmpty()
                ? headers.all("tracestate").stream().filter(state -> state.startsWith(STATE))
                        .map(state -> state.substring(STATE.length())).findFirst().orElse("")
                : own;
    }

    private static TraceContext ofSingle(String text) {
        if (text.equals("0") || text.equals("1") || text.equals("d")) {
            return decided("", "", "", text);
        }
        Matcher parts = SINGLE.matcher(text);
        boolean isValid = parts.matches() && Format.isTraceId(parts.group(1))
                && (parts.group(4).isEmpty() || parts.group(4).length() == 16);
        return isValid
                ? decided(parts.group(1), parts.group(2), parts.group(4), parts.group(3))
                : TraceContext.NONE;
    }

    private static TraceContext decided(String trace, String span, String parent, String decision) {
        Optional<Boolean> sampled = decision.isEmpty() ? Optional.empty() : Optional.of(!decision.equals("0"));
        return new TraceContext(trace, span, parent, sampled, true, decision.equals("d"), true, Map.of());
    }

    private static TraceContext ofSeveral(Headers headers) {
        boolean isDebug = headers.first("x-b3-flags").equals("1");
        Optional<Boolean> sampled = isDebug ? Optional.of(true) : Format.flag(headers.first("x-b3-sampled"));
        String trace = headers.first("x-b3-traceid");
        String span = headers.first("x-b3-spanid");
        String parent = headers.first("x-b3-parentspanid");
        boolean isValid = (trace.isEmpty() || Format.isTraceId(trace)) && (span.isEmpty() || Format.isSpanId(span))
                && (parent.isEmpty() || Format.isSpanId(parent));
        return new TraceContext(isValid ? trace : "", isValid ? span : "", isValid ? parent : "", sampled, true,
                isDebug, false, Map.of());
    }

    static Headers inject(TraceContext context, Headers headers) {
        Headers ids = headers.with("x-b3-traceid", context.traceId()).with("x-b3-spanid", context.spanId());
        Headers all = context.parentId().isEmpty() ? ids : ids.with("x-b3-parentspanid", context.parentId());
        return context.isDebug()
                ? all.with("x-b3-flags", "1")
                : all.with("x-b3-sampled", Format.isSampled(context) ? "1" : "0");
    }

    static Headers injectSingle(TraceContext context, Headers headers) {
        String decision = context.isDebug()
                ? "-d"
                : context.sampled().map(sampled -> sampled ? "-1" : "-0").orElse("");
        String parent = context.parentId().isEmpty() ? "" : "-" + context.parentId();
        return headers.with("b3", context.traceId() + "-" + context.spanId() + decision + parent);
    }
}
