package dev.headgate.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The part of a template that LocalStack plays without a licence: tables, alarms, dashboards, records and health checks.
/// What they take from other resources is replaced by a text, and the hosted zone is made with them.
final class RehearsedTemplate {
    private static final List<String> PLAYED = List.of("AWS::DynamoDB::", "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard", "AWS::Route53::");
    private static final String ZONE = "RehearsedZone";

    private RehearsedTemplate() {}

    static ObjectNode of(SynthesizedStack stack) {
        ObjectNode template = (ObjectNode) stack.json();
        template.remove(List.of("Rules", "Parameters", "Outputs", "Conditions"));
        ObjectNode resources = (ObjectNode) template.get("Resources");
        List<String> others = new ArrayList<>();
        resources.properties().forEach(resource -> {
            String type = resource.getValue().get("Type").asText();
            if (PLAYED.stream().noneMatch(type::startsWith)) {
                others.add(resource.getKey());
            }
        });
        resources.remove(others);
        resources.forEach(resource -> {
            ((ObjectNode) resource).remove(List.of("DependsOn", "DeletionPolicy", "UpdateReplacePolicy"));
            if (resource.at("/Properties/HostedZoneId").isTextual()) {
                ((ObjectNode) resource.get("Properties")).putObject("HostedZoneId").put("Ref", ZONE);
            }
        });
        if (resources.toString().contains(ZONE)) {
            resources.putObject(ZONE).put("Type", "AWS::Route53::HostedZone").putObject("Properties")
                    .put("Name", "example.com");
        }
        return (ObjectNode) without(template, Set.copyOf(others));
    }

    static Set<String> names(ObjectNode template) {
        Set<String> names = new TreeSet<>();
        template.get("Resources").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode without(JsonNode node, Set<String> missing) {
        if (node.isObject()) {
            if (node.size() == 1 && isReference(node, missing)) {
                return TextNode.valueOf("rehearsed.example.com");
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                member.setValue(without(member.getValue(), missing));
            }
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, without(array.get(i), missing));
            }
        }
        return node;
    }

    private static boolean isReference(JsonNode node, Set<String> missing) {
        return missing.contains(node.path("Ref").asText())
                || missing.contains(node.path("Fn::GetAtt").path(0).asText());
    }
}
