package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.telemetry.propagation.Format;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of zipkin (kong/plugins/zipkin/schema.lua).
final class ZipkinFields {
    /// Tags that the plugin itself writes.
    private static final Set<String> OWN_TAGS = Set.of("error", "http.method", "http.path", "http.status_code",
            "kong.balancer.state", "kong.balancer.try", "kong.consumer", "kong.credential", "kong.node.id",
            "kong.route", "kong.service", "lc", "peer.hostname");

    static final RecordSchema SCHEMA = RecordSchema.of(
            defaulted("local_service_name", FieldType.text(), "kong", "The gateway's name in Zipkin."),
            optional("http_endpoint", FieldType.text(SharedFields.URL_RULES),
                    "Where spans go, such as http://zipkin.example.com:9411/api/v2/spans; without it, backends are told of"
                            + " traces and nobody of spans."),
            defaulted("sample_ratio", FieldType.decimal(0, 1), 0.001,
                    "How many of the requests that bring no decision are recorded."),
            optional("default_service_name", FieldType.text(), "The name of services that have none."),
            defaulted("include_credential", FieldType.flag(), true, "Whether the credential's id is told."),
            defaulted("traceid_byte_count", FieldType.whole(8, 16), 16L, "Bytes of a trace's id: 8 or 16."),
            PropagationFields.headerType(), PropagationFields.defaultHeaderType(Format.B3),
            defaulted("tags_header", FieldType.text(Rules.HEADER_NAME), "Zipkin-Tags",
                    "The header field in which clients ask for tags: `a=b; c=d`."),
            optional("static_tags", FieldType.listOf(FieldType.group(RecordSchema.of(
                    required("name", FieldType.text(new Rule<>(name -> !OWN_TAGS.contains(name),
                            "must not be one of: " + String.join(", ", OWN_TAGS.stream().sorted().toList()) + ".",
                            "")), "The tag."),
                    required("value", FieldType.text(), "Its value.")))), "Tags of every request."),
            defaulted("http_span_name", FieldType.oneOf("method", "method_path"), "method",
                    "Whether names of spans have the path behind the method."),
            SharedFields.timeout("connect_timeout", 2000, "Milliseconds for connecting."),
            SharedFields.timeout("send_timeout", 5000, "Milliseconds for sending."),
            SharedFields.timeout("read_timeout", 5000, "Milliseconds for the answer."),
            optional("http_response_header_for_traceid", FieldType.text(Rules.HEADER_NAME),
                    "The header field in which clients get the trace's id."),
            defaulted("phase_duration_flavor", FieldType.oneOf("annotations", "tags"), "annotations",
                    "Whether phases are told as moments or as tags with their durations."),
            QueueFields.USUAL.queue(), PropagationFields.propagation(Format.B3)).check(QueueFields.USUAL::check)
            .check(ZipkinFields::check);

    private ZipkinFields() {}

    private static void check(Values config, Entity entity) {
        long bytes = config.whole("traceid_byte_count");
        if (bytes != 8 && bytes != 16) {
            entity.report(Code.HG0107, config.location("traceid_byte_count"), "config.traceid_byte_count",
                    bytes + ": expected one of: 8, 16.", "");
        }
        Set<String> names = new HashSet<>();
        List<Values> tags = config.list("static_tags", Values.class);
        for (int i = 0; i < tags.size(); i++) {
            if (!names.add(tags.get(i).text("name"))) {
                entity.report(Code.HG0108, tags.get(i).location("name"), "config.static_tags[" + i + "].name",
                        "repeated tags are not allowed: " + tags.get(i).text("name"), "Remove one of them.");
            }
        }
    }

    static Zipkin read(Values config) {
        Map<String, String> tags = new LinkedHashMap<>();
        config.list("static_tags", Values.class).forEach(tag -> tags.put(tag.text("name"), tag.text("value")));
        ZipkinSpans spans = new ZipkinSpans(config.text("local_service_name"), config.text("default_service_name"),
                config.text("http_span_name").equals("method_path"), config.flag("include_credential"),
                config.text("tags_header"), tags, config.text("phase_duration_flavor").equals("tags"));
        return new Zipkin(Optional.of(config.text("http_endpoint")).filter(url -> !url.isEmpty()).map(URI::create),
                config.decimal("sample_ratio"), config.integer("traceid_byte_count"),
                config.text("http_response_header_for_traceid"), PropagationFields.read(config, Format.B3), spans,
                Duration.ofMillis(config.whole("connect_timeout") + config.whole("send_timeout")
                        + config.whole("read_timeout")),
                QueueFields.USUAL.settings(config));
    }
}
