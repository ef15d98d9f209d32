package dev.headgate.local.cli;

import dev.headgate.model.Consumer;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/// Says for whom a plugin is configured, in the names that the user gave.
final class ScopeText {
    private final Map<String, String> labels = new HashMap<>();

    ScopeText(Gateway gateway) {
        for (Service service : gateway.services()) {
            labels.put(service.id(), service.label());
        }
        for (Route route : gateway.routes()) {
            labels.put(route.id(), route.label());
        }
        for (Consumer consumer : gateway.consumers()) {
            labels.put(consumer.id(), consumer.label());
        }
    }

    /// `global`, `route orders`, `service demo, consumer alice`, …
    String of(PluginInstance.Scope scope) {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("global");
        add(text, "route", scope.routeId());
        add(text, "service", scope.serviceId());
        add(text, "consumer", scope.consumerId());
        add(text, "consumer group", scope.consumerGroup());
        return text.toString();
    }

    private void add(StringJoiner text, String kind, String id) {
        if (!id.isEmpty()) {
            text.add(kind + " " + labels.getOrDefault(id, id));
        }
    }
}
