package dev.headgate.plugin.telemetry;

import java.io.StringWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Hands measurements to CloudWatch as lines of the function's log that CloudWatch takes metrics out of (Embedded Metric
/// Format, docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html):
/// no call, no agent, no waiting. A label without a value is no dimension, since CloudWatch wants dimensions to have one.
///
/// @param clock when the measurements took place
/// @param log takes a line for each set of labels
public record EmbeddedMetrics(InstantSource clock, Consumer<String> log) implements Metrics {
    /// What CloudWatch's console lists the metrics under.
    static final String NAMESPACE = "Headgate";
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void record(List<Measurement> measurements) {
        Map<Map<String, String>, List<Measurement>> byDimensions = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            byDimensions.computeIfAbsent(dimensions(measurement), _ -> new ArrayList<>()).add(measurement);
        }
        byDimensions.forEach((dimensions, of) -> log.accept(line(dimensions, of)));
    }

    private static Map<String, String> dimensions(Measurement measurement) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        List<String> names = measurement.metric().labels();
        IntStream.range(0, names.size()).filter(i -> !measurement.labels().get(i).isEmpty())
                .forEach(i -> dimensions.put(names.get(i), measurement.labels().get(i)));
        return dimensions;
    }

    private String line(Map<String, String> dimensions, List<Measurement> measurements) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("_aws");
            json.writeNumberProperty("Timestamp", clock.millis());
            json.writeArrayPropertyStart("CloudWatchMetrics");
            json.writeStartObject();
            json.writeStringProperty("Namespace", NAMESPACE);
            json.writeArrayPropertyStart("Dimensions");
            json.writeStartArray();
            dimensions.keySet().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndArray();
            json.writeArrayPropertyStart("Metrics");
            measurements.forEach(measurement -> definition(json, measurement.metric()));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            dimensions.forEach(json::writeStringProperty);
            measurements.forEach(measurement -> number(json, measurement));
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void definition(JsonGenerator json, Measurement.Metric metric) {
        json.writeStartObject();
        json.writeStringProperty("Name", metric.name());
        json.writeStringProperty("Unit", metric.unit());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, Measurement measurement) {
        json.writeName(measurement.metric().name());
        json.writeRawValue(Numbers.shown(measurement.value()));
    }
}
