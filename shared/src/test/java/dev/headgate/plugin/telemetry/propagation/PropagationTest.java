package dev.headgate.plugin.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.plugin.telemetry.propagation.Propagation.Injected;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropagationTest {
    private static final List<Format> ALL = List.of(Format.B3, Format.W3C, Format.JAEGER, Format.OT, Format.DATADOG,
            Format.AWS, Format.GCP, Format.INSTANA);

    /// `T` stands for a trace's id of 16 bytes, `t` for its last 8 bytes, `S` for a span's, `P` for a parent's.
    private static String expanded(String text) {
        return text.replace("TTT", "0af7651916cd43dd8448eb211c80319c").replace("ttt", "8448eb211c80319c")
                .replace("SSS", "b7ad6b7169203331").replace("PPP", "00f067aa0ba902b7");
    }

    private static String shortened(String text) {
        return text.replace("0af7651916cd43dd8448eb211c80319c", "TTT").replace("8448eb211c80319c", "ttt")
                .replace("b7ad6b7169203331", "SSS").replace("00f067aa0ba902b7", "PPP");
    }

    private static Headers headers(String text) {
        Headers headers = Headers.EMPTY;
        for (String field : expanded(text).split(" \\+ ")) {
            String[] pair = field.split(": ", 2);
            headers = headers.plus(pair[0], pair[1]);
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            traceparent: 00-TTT-SSS-01                              | w3c     | trace TTT span SSS sampled true
            traceparent: 00-TTT-SSS-00                              | w3c     | trace TTT span SSS sampled false
            traceparent: 01-TTT-SSS-01                              | none    |
            traceparent: 00-00000000000000000000000000000000-SSS-01 | none    |
            traceparent: 00-TTT-SSS-01 + traceparent: 00-TTT-SSS-01 | none    |
            X-B3-TraceId: TTT + X-B3-SpanId: SSS + X-B3-Sampled: 1  | b3      | trace TTT span SSS shared sampled true
            x-b3-traceid: ttt + x-b3-spanid: SSS + x-b3-parentspanid: PPP + x-b3-sampled: false | b3 | trace ttt span SSS parent PPP shared sampled false
            x-b3-traceid: TTT + x-b3-spanid: SSS + x-b3-flags: 1    | b3      | trace TTT span SSS shared sampled true debug
            x-b3-traceid: xyz + x-b3-spanid: SSS                    | b3      | trace  span  shared
            x-b3-sampled: 0                                         | b3      | trace  span  shared sampled false
            b3: TTT-SSS-1-PPP                                       | b3      | trace TTT span SSS parent PPP shared sampled true single
            b3: TTT-SSS-d                                           | b3      | trace TTT span SSS shared sampled true debug single
            b3: 0                                                   | b3      | trace  span  shared sampled false single
            tracestate: b3=ttt-SSS                                  | b3      | trace ttt span SSS shared single
            uber-trace-id: TTT:SSS:0:1 + uberctx-who: me%20too      | jaeger  | trace TTT span SSS parent 00 shared sampled true baggage {who=me too}
            uber-trace-id: 1:SSS:PPP:2                              | jaeger  | trace 01 span SSS parent PPP shared sampled false
            uber-trace-id: 0:SSS:0:1                                | none    |
            ot-tracer-traceid: ttt + ot-tracer-spanid: SSS + ot-tracer-sampled: true + ot-baggage-a: b | ot | trace ttt span SSS sampled true baggage {a=b}
            ot-tracer-traceid: x + ot-tracer-sampled: 0             | ot      | trace  span  sampled false
            x-datadog-trace-id: 9532127138774266268 + x-datadog-parent-id: 67667974448284343 + x-datadog-sampling-priority: 2 | datadog | trace ttt span f067aa0ba902b7 sampled true
            x-datadog-sampling-priority: -1                         | datadog | trace  span  sampled false
            x-datadog-trace-id: 1 + x-datadog-sampling-priority: 9  | none    |
            x-amzn-trace-id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=SSS;Sampled=1 | aws | trace TTT span SSS sampled true
            x-amzn-trace-id: Root=1-0af76519-16cd43dd8448eb211c80319c | aws   | trace TTT span
            x-amzn-trace-id: Root=2-0af76519-16cd43dd8448eb211c80319c | none  |
            x-amzn-trace-id: Parent=1                               | none    |
            x-cloud-trace-context: TTT/67667974448284343;o=1        | gcp     | trace TTT span f067aa0ba902b7 sampled true
            x-cloud-trace-context: TTT/67667974448284343            | gcp     | trace TTT span f067aa0ba902b7 sampled false
            x-cloud-trace-context: TTT/x                            | none    |
            x-instana-t: TTT + x-instana-s: SSS + x-instana-l: 1    | instana | trace TTT span SSS sampled true
            x-instana-t: 1 + x-instana-s: SSS                       | none    |
            X-Other: 1                                              | none    |
            traceparent: 00-TTT-SSS-01 + b3: 0                      | b3      | trace  span  shared sampled false single
            """)
    void context_is_found_in_whatever_format_it_comes(String fields, String format, String context) {
        Propagation.Extracted found = new Propagation(ALL, List.of(), List.of(), Format.W3C).extract(headers(fields));
        assertThat(found.format().map(Format::kongName).orElse("none")).isEqualTo(format);
        assertThat(found.format().isEmpty() ? null : shortened(written(found.context())).strip()).isEqualTo(context);
    }

    private static String written(TraceContext context) {
        return "trace " + context.traceId() + " span " + context.spanId()
                + (context.parentId().isEmpty() ? "" : " parent " + context.parentId())
                + (context.sharesSpan() ? " shared" : "")
                + context.sampled().map(sampled -> " sampled " + sampled).orElse("")
                + (context.isDebug() ? " debug" : "") + (context.isSingleHeader() ? " single" : "")
                + (context.baggage().isEmpty() ? "" : " baggage " + context.baggage());
    }

    @ParameterizedTest(name = "{0} sampled {1}")
    @CsvSource(delimiter = '|', textBlock = """
            w3c       | true  | traceparent: 00-TTT-SSS-01
            w3c       |       | traceparent: 00-TTT-SSS-00
            b3        | true  | x-b3-traceid: TTT + x-b3-spanid: SSS + x-b3-parentspanid: PPP + x-b3-sampled: 1
            b3        |       | x-b3-traceid: TTT + x-b3-spanid: SSS + x-b3-parentspanid: PPP + x-b3-sampled: 0
            b3-single | false | b3: TTT-SSS-0-PPP
            b3-single |       | b3: TTT-SSS-PPP
            jaeger    | true  | uber-trace-id: TTT:SSS:PPP:01
            ot        | false | ot-tracer-traceid: ttt + ot-tracer-spanid: SSS + ot-tracer-sampled: 0
            ot        |       | ot-tracer-traceid: ttt + ot-tracer-spanid: SSS
            datadog   | true  | x-datadog-trace-id: 9532127138774266268 + x-datadog-parent-id: 13235353014750950193 + x-datadog-sampling-priority: 1
            aws       | false | x-amzn-trace-id: Root=1-0af76519-16cd43ddttt;Parent=SSS;Sampled=0
            gcp       | true  | x-cloud-trace-context: TTT/13235353014750950193;o=1
            instana   | true  | x-instana-t: TTT + x-instana-s: SSS + x-instana-l: 1
            """)
    void context_is_told_in_every_format(String format, Boolean sampled, String fields) {
        TraceContext context = TraceContext.NONE.in(expanded("TTT"), expanded("SSS"), expanded("PPP"),
                Optional.ofNullable(sampled));
        Propagation propagation = new Propagation(List.of(), List.of(), List.of(new Injected.As(Format.of(format))),
                Format.W3C);
        Propagation.Sent sent = propagation.inject(Headers.EMPTY, propagation.extract(Headers.EMPTY), context);
        assertThat(shortened(lines(sent.headers()))).isEqualTo(fields);
    }

    private static String lines(Headers headers) {
        return headers.fields().stream().map(field -> field.name() + ": " + field.value())
                .collect(Collectors.joining(" + "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Other: 1                    | X-Other: 1 + ot-tracer-traceid: ttt + ot-tracer-spanid: SSS | {ot=ttt}
            traceparent: 00-TTT-SSS-01    | traceparent: 00-TTT-SSS-00                                  | {w3c=TTT}
            b3: ttt-SSS-1                 | b3: ttt-SSS                                                 | {b3=ttt}
            x-b3-traceid: ttt + x-b3-flags: 1 | x-b3-traceid: ttt + x-b3-flags: 1 + x-b3-spanid: SSS    | {b3=ttt}
            """)
    void the_format_that_came_is_kept_and_so_is_the_length_of_the_id(String came, String told, String traceIds) {
        Propagation propagation = new Propagation(ALL, List.of(), List.of(new Injected.Preserve()), Format.OT);
        Propagation.Extracted from = propagation.extract(headers(came));
        Propagation.Sent sent = propagation.inject(headers(came), from,
                from.context().in(expanded("TTT"), expanded("SSS"), "", Optional.empty()));
        assertThat(shortened(lines(sent.headers()))).isEqualTo(told);
        assertThat(shortened(sent.traceIds().toString())).isEqualTo(traceIds);
    }

    @Test
    void fields_are_cleared_before_others_are_written() {
        Propagation propagation = new Propagation(List.of(Format.W3C), List.of("traceparent", "x-mine"),
                List.of(new Injected.As(Format.GCP), new Injected.As(Format.B3_SINGLE)), Format.W3C);
        Headers came = headers("traceparent: 00-TTT-SSS-01 + X-Mine: 1 + X-Kept: 2");
        Propagation.Extracted from = propagation.extract(came);
        assertThat(propagation.inject(came, from, from.context()).headers().names()).containsExactly("X-Kept",
                "x-cloud-trace-context", "b3");
    }

    @Test
    void baggage_goes_on() {
        Propagation propagation = new Propagation(ALL, List.of(), List.of(new Injected.As(Format.OT)), Format.W3C);
        Propagation.Extracted from = propagation
                .extract(headers("uber-trace-id: TTT:SSS:0:1 + uberctx-who: me%20%26%20you"));
        assertThat(propagation.inject(Headers.EMPTY, from, from.context()).headers().first("ot-baggage-who"))
                .isEqualTo("me%20%26%20you");
    }
}
