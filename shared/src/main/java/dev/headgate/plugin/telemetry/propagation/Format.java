package dev.headgate.plugin.telemetry.propagation;

import dev.headgate.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way of writing trace context into header fields. What is malformed counts as absent, as in Kong.
public enum Format {
    /// www.w3.org/TR/trace-context
    W3C(16, 16) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            Matcher parts = TRACEPARENT.matcher(single(headers, "traceparent"));
            return parts.matches() && !isZero(parts.group(1)) && !isZero(parts.group(2))
                    ? Optional.of(TraceContext.of(parts.group(1), parts.group(2), isOdd(parts.group(3))))
                    : Optional.empty();
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            return headers.with("traceparent", "00-" + context.traceId() + "-" + context.spanId()
                    + (isSampled(context) ? "-01" : "-00"));
        }
    },
    /// github.com/openzipkin/b3-propagation, a field for each part; reads the single field too.
    B3(16, 8) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            return B3Fields.extract(headers);
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            return B3Fields.inject(context, headers);
        }
    },
    /// The same in one field.
    B3_SINGLE(16, 8) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            return B3Fields.extract(headers);
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            return B3Fields.injectSingle(context, headers);
        }

        @Override
        String key() {
            return "b3";
        }
    },
    /// www.jaegertracing.io/sdk-migration/#propagation-format
    JAEGER(16, 8) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            Matcher parts = UBER_TRACE_ID.matcher(single(headers, "uber-trace-id"));
            if (!parts.matches() || isZero(parts.group(1)) || isZero(parts.group(2))) {
                return Optional.empty();
            }
            return Optional.of(new TraceContext(even(parts.group(1)), even(parts.group(2)), even(parts.group(3)),
                    isOdd(parts.group(4)), true, false, false, baggage(headers, "uberctx-")));
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            String parent = context.parentId().isEmpty() ? "0" : context.parentId();
            return withBaggage(headers.with("uber-trace-id", context.traceId() + ":" + context.spanId() + ":" + parent
                    + (isSampled(context) ? ":01" : ":00")), context, "uberctx-");
        }
    },
    /// OpenTracing's basic tracers.
    OT(8, 16) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            String sampled = single(headers, "ot-tracer-sampled");
            String trace = single(headers, "ot-tracer-traceid");
            String span = single(headers, "ot-tracer-spanid");
            if (!hasAny(headers, "ot-tracer-sampled", "ot-tracer-traceid", "ot-tracer-spanid")) {
                return Optional.empty();
            }
            boolean isValid = isTraceId(trace) && (span.isEmpty() || isSpanId(span));
            return Optional.of(TraceContext.of(isValid ? trace : "", isValid ? span : "", flag(sampled))
                    .withBaggage(baggage(headers, "ot-baggage-")));
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            Headers ids = headers.with("ot-tracer-traceid", context.traceId()).with("ot-tracer-spanid",
                    context.spanId());
            Headers all = context.sampled().map(sampled -> ids.with("ot-tracer-sampled", sampled ? "1" : "0"))
                    .orElse(ids);
            return withBaggage(all, context, "ot-baggage-");
        }
    },
    /// docs.datadoghq.com/tracing/trace_collection/trace_context_propagation: ids in decimal.
    DATADOG(8, 8) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            String priority = single(headers, "x-datadog-sampling-priority").strip();
            boolean isKnown = List.of("", "-1", "0", "1", "2").contains(priority);
            if (!isKnown || !hasAny(headers, "x-datadog-trace-id", "x-datadog-parent-id",
                    "x-datadog-sampling-priority")) {
                return Optional.empty();
            }
            String trace = Decimal.toHex(single(headers, "x-datadog-trace-id"));
            String span = trace.isEmpty() ? "" : Decimal.toHex(single(headers, "x-datadog-parent-id"));
            return Optional.of(TraceContext.of(trace, span,
                    priority.isEmpty() ? Optional.empty() : Optional.of(priority.equals("1") || priority.equals("2"))));
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            Headers ids = headers.with("x-datadog-trace-id", Decimal.of(context.traceId())).with("x-datadog-parent-id",
                    Decimal.of(context.spanId()));
            return context.sampled().map(sampled -> ids.with("x-datadog-sampling-priority", sampled ? "1" : "0"))
                    .orElse(ids);
        }

        @Override
        String shown(String traceId) {
            return Decimal.of(traceId);
        }
    },
    /// docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    AWS(16, 16) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            String trace = "";
            String span = "";
            Optional<Boolean> sampled = Optional.empty();
            String field = single(headers, "x-amzn-trace-id");
            for (String part : field.split(";")) {
                String[] pair = part.split("=", 2);
                String value = pair.length < 2 ? "" : pair[1].strip();
                switch (pair[0].strip()) {
                    case "Root" -> {
                        Matcher root = XRAY_ROOT.matcher(value);
                        if (!root.matches()) {
                            return Optional.empty();
                        }
                        trace = root.group(1) + root.group(2);
                    }
                    case "Parent" -> {
                        if (!isSpanId(value)) {
                            return Optional.empty();
                        }
                        span = value;
                    }
                    case "Sampled" -> {
                        if (!value.equals("0") && !value.equals("1")) {
                            return Optional.empty();
                        }
                        sampled = Optional.of(value.equals("1"));
                    }
                    default -> {
                    }
                }
            }
            return field.isEmpty() ? Optional.empty() : Optional.of(TraceContext.of(trace, span, sampled));
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            return headers.with("x-amzn-trace-id", "Root=1-" + context.traceId().substring(0, 8) + "-"
                    + context.traceId().substring(8) + ";Parent=" + context.spanId() + ";Sampled="
                    + (isSampled(context) ? "1" : "0"));
        }
    },
    /// cloud.google.com/trace/docs/trace-context#legacy-http-header: the span in decimal.
    GCP(16, 16) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            Matcher parts = CLOUD_TRACE.matcher(single(headers, "x-cloud-trace-context"));
            return parts.matches()
                    ? Optional.of(TraceContext.of(parts.group(1), Decimal.toHex(parts.group(2)),
                            Optional.of("1".equals(parts.group(3)))))
                    : Optional.empty();
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            return headers.with("x-cloud-trace-context", context.traceId() + "/" + Decimal.of(context.spanId())
                    + (isSampled(context) ? ";o=1" : ";o=0"));
        }
    },
    /// www.ibm.com/docs/en/instana-observability: HTTP tracing headers.
    INSTANA(16, 8) {
        @Override
        Optional<TraceContext> extract(Headers headers) {
            String trace = single(headers, "x-instana-t");
            String span = single(headers, "x-instana-s");
            return isTraceId(trace) && isHex(span)
                    ? Optional.of(TraceContext.of(trace, even(span),
                            Optional.of(single(headers, "x-instana-l").startsWith("1"))))
                    : Optional.empty();
        }

        @Override
        Headers inject(TraceContext context, Headers headers) {
            Headers ids = headers.with("x-instana-t", context.traceId()).with("x-instana-s", context.spanId());
            return context.sampled().map(sampled -> ids.with("x-instana-l", sampled ? "1" : "0")).orElse(ids);
        }
    };

    private static final Pattern TRACEPARENT = Pattern
            .compile("00-([0-9A-Fa-f]{32})-([0-9A-Fa-f]{16})-([0-9A-Fa-f]{2})");
    private static final Pattern UBER_TRACE_ID = Pattern
            .compile("([0-9A-Fa-f]{1,32}):([0-9A-Fa-f]{1,16}):([0-9A-Fa-f]{1,16}):([0-9A-Fa-f]{1,2})");
    private static final Pattern XRAY_ROOT = Pattern.compile("1-([0-9A-Fa-f]{8})-([0-9A-Fa-f]{24})");
    private static final Pattern CLOUD_TRACE = Pattern.compile("([0-9a-f]{32})/([0-9]{1,20})(?:;o=([0-9]))?");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

    /// How many bytes ids of traces have.
    private final int traceIdBytes;
    /// How many they may have where they came so.
    private final int otherTraceIdBytes;

    Format(int traceIdBytes, int otherTraceIdBytes) {
        this.traceIdBytes = traceIdBytes;
        this.otherTraceIdBytes = otherTraceIdBytes;
    }

    /// What the fields say; empty where there are none of this format, or malformed ones.
    abstract Optional<TraceContext> extract(Headers headers);

    /// The fields with the context in this format, whose ids have the right sizes.
    abstract Headers inject(TraceContext context, Headers headers);

    /// The name under which log entries have the trace's id.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The trace's id as log entries have it.
    String shown(String traceId) {
        return traceId;
    }

    /// The context with ids of this format's sizes.
    ///
    /// @param cameWithBytes how long the trace's id was when it came; 0 for one of our own
    TraceContext sized(TraceContext context, int cameWithBytes) {
        int bytes = cameWithBytes == otherTraceIdBytes ? otherTraceIdBytes : traceIdBytes;
        String parent = context.parentId().isEmpty() ? "" : TraceContext.sized(context.parentId(), 8);
        return context.in(TraceContext.sized(context.traceId(), bytes), TraceContext.sized(context.spanId(), 8),
                parent, context.sampled());
    }

    /// As configurations write it.
    public String kongName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The format of that name.
    public static Format of(String kongName) {
        return valueOf(kongName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static boolean isSampled(TraceContext context) {
        return context.sampled().orElse(false);
    }

    /// The value of a field that stands once; empty otherwise.
    static String single(Headers headers, String name) {
        List<String> values = headers.all(name);
        return values.size() == 1 ? values.get(0) : "";
    }

    static boolean hasAny(Headers headers, String... names) {
        for (String name : names) {
            if (headers.contains(name)) {
                return true;
            }
        }
        return false;
    }

    static boolean isTraceId(String text) {
        return (text.length() == 16 || text.length() == 32) && isHex(text);
    }

    static boolean isSpanId(String text) {
        return text.length() == 16 && isHex(text);
    }

    private static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    private static boolean isZero(String hex) {
        return hex.chars().allMatch(digit -> digit == '0');
    }

    private static Optional<Boolean> isOdd(String hex) {
        return Optional.of(Integer.parseInt(hex, 16) % 2 == 1);
    }

    static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "1", "true" -> Optional.of(true);
            case "0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// Whole bytes.
    private static String even(String hex) {
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }

    private static Map<String, String> baggage(Headers headers, String prefix) {
        return Baggage.read(headers, prefix);
    }

    private static Headers withBaggage(Headers headers, TraceContext context, String prefix) {
        return Baggage.write(headers, context.baggage(), prefix);
    }
}
