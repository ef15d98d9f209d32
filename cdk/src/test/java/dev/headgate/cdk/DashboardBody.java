package dev.headgate.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awscdk.assertions.Template;

/// What a template's dashboard shows, as CloudWatch reads it.
///
/// @param widgets in the order of the body
record DashboardBody(List<JsonNode> widgets) {
    static DashboardBody of(Template template, String name) throws JsonProcessingException {
        Map<?, ?> properties = template.findResources("AWS::CloudWatch::Dashboard").values().stream()
                .<Map<?, ?>>map(dashboard -> (Map<?, ?>) dashboard.get("Properties"))
                .filter(found -> found.get("DashboardName").equals(name)).findFirst().orElseThrow();
        List<JsonNode> widgets = new ArrayList<>();
        new ObjectMapper().readTree(DeploymentKit.plain(properties.get("DashboardBody"))).get("widgets")
                .forEach(widgets::add);
        return new DashboardBody(widgets);
    }

    /// The lines of all graphs.
    List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        widgets.forEach(widget -> widget.get("properties").path("metrics").forEach(lines::add));
        return lines;
    }

    /// For people: a paragraph a widget, a line a metric.
    String text() {
        StringBuilder text = new StringBuilder();
        for (JsonNode widget : widgets) {
            JsonNode properties = widget.get("properties");
            text.append("%s (%s at %s,%s, %s by %s)%n".formatted(properties.path("title").asText(),
                    widget.get("type").asText(), widget.get("x"), widget.get("y"), widget.get("width"),
                    widget.get("height")));
            properties.path("metrics").forEach(line -> text.append("    ").append(line(line)).append('\n'));
            properties.path("query").asText().lines().forEach(line -> text.append("    ").append(line).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static String line(JsonNode line) {
        StringJoiner words = new StringJoiner(" ");
        for (JsonNode part : line) {
            if (part.isObject()) {
                part.properties().forEach(option -> words.add(option.getKey() + "=" + option.getValue().asText()));
            } else {
                words.add(part.asText());
            }
        }
        return words.toString();
    }
}
