package dev.headgate.plugin.telemetry;

import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.plugin.telemetry.StatLine.StatType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What statsd sends of a request, and under which names (kong/plugins/statsd/log.lua, statsd_logger.lua).
///
/// @param prefix what all names begin with
/// @param hostnameInPrefix whether the machine's name follows it; not with tags
/// @param metrics in the order of sending
/// @param tagStyle how service, route, consumer, workspace and status are told
public record StatsdMetrics(String prefix, boolean hostnameInPrefix, List<Metric> metrics, TagStyle tagStyle) {
    public StatsdMetrics {
        metrics = List.copyOf(metrics);
    }

    /// A metric to send, with the names by which it knows consumers, services and workspaces.
    public record Metric(String name, StatType type, double sampleRate, String consumerIdentifier,
            String serviceIdentifier, String workspaceIdentifier) {}

    /// Where tags stand in a line.
    public enum TagStyle {
        /// There are none; names say it.
        NONE,
        /// `name:1|c|#tag:value,…`
        DOGSTATSD,
        /// `name,tag=value,…:1|c`
        INFLUXDB,
        /// `name#tag=value,…:1|c`
        LIBRATO,
        /// `name[tag=value,…]:1|c`
        SIGNALFX
    }

    /// @param node the machine's name, without dots
    List<String> lines(LogEntry entry, String node) {
        List<String> lines = new ArrayList<>();
        for (Metric metric : metrics) {
            Optional<Long> number = StatFields.number(metric.name(), entry);
            if (number.isPresent()) {
                number.filter(known -> known != -1)
                        .ifPresent(known -> lines.add(number(metric, known, entry, node)));
            } else if (tagStyle == TagStyle.NONE) {
                counted(metric, entry).ifPresent(line -> lines.add(beginning(node) + line));
            }
        }
        return lines;
    }

    private String beginning(String node) {
        return prefix + (hostnameInPrefix && tagStyle == TagStyle.NONE ? ".node." + node : "") + ".";
    }

    private String number(Metric metric, long number, LogEntry entry, String node) {
        String stat = StatFields.statName(metric.name());
        String value = Long.toString(number);
        if (tagStyle == TagStyle.NONE) {
            return StatLine.of(beginning(node) + scope(metric, entry) + "." + stat, value, metric.type(),
                    metric.sampleRate());
        }
        Map<String, String> tags = tags(metric, entry, node);
        String name = beginning(node) + stat;
        if (tags.isEmpty()) {
            return StatLine.of(name, value, metric.type(), metric.sampleRate());
        }
        return switch (tagStyle) {
            case DOGSTATSD -> StatLine.of(name, value, metric.type(), metric.sampleRate()) + "|#" + joined(tags, ":");
            case INFLUXDB -> StatLine.of(name + "," + joined(tags, "="), value, metric.type(), metric.sampleRate());
            case LIBRATO -> StatLine.of(name + "#" + joined(tags, "="), value, metric.type(), metric.sampleRate());
            case SIGNALFX -> StatLine.of(name + "[" + joined(tags, "=") + "]", value, metric.type(),
                    metric.sampleRate());
            case NONE -> throw new IllegalStateException("handled above");
        };
    }

    private static String joined(Map<String, String> tags, String sign) {
        return tags.entrySet().stream().map(tag -> tag.getKey() + sign + tag.getValue())
                .collect(Collectors.joining(","));
    }

    /// Empty for a request without a service, as in Kong.
    private static Map<String, String> tags(Metric metric, LogEntry entry, String node) {
        Map<String, String> tags = new LinkedHashMap<>();
        String service = entry.service().map(known -> service(known, metric.serviceIdentifier())).orElse("");
        if (service.isEmpty()) {
            return tags;
        }
        tags.put("service", service);
        tags.put("route", entry.route().map(Route::label).orElse(""));
        tags.put("workspace", workspace(metric));
        String consumer = consumer(metric, entry);
        if (!consumer.isEmpty()) {
            tags.put("consumer", consumer);
        }
        tags.put("node", node);
        tags.put("status", Integer.toString(entry.response().status()));
        return tags;
    }

    /// A metric that counts something by name; empty where there is nothing of that name.
    private static Optional<String> counted(Metric metric, LogEntry entry) {
        String scope = scope(metric, entry);
        String consumer = consumer(metric, entry);
        int status = entry.response().status();
        Optional<String> user = Optional.of(consumer).filter(known -> !known.isEmpty());
        return switch (metric.name()) {
            case "unique_users" -> user.map(known -> StatLine.of(scope + ".user.uniques", known, StatType.SET, 1));
            case "request_per_user" -> user.map(known -> one(scope + ".user." + known + ".request.count", metric));
            case "status_count" -> Optional.of(one(scope + ".status." + status, metric));
            case "status_count_per_user" -> user.map(known -> one(scope + ".user." + known + ".status." + status,
                    metric));
            case "status_count_per_workspace" -> Optional.of(one(scope + ".workspace." + workspace(metric) + ".status."
                    + status, metric));
            case "status_count_per_user_per_route" -> user.flatMap(known -> entry.route().map(route -> one("route."
                    + route.id() + ".user." + known + ".status." + status, metric)));
            default -> Optional.empty();
        };
    }

    private static String one(String name, Metric metric) {
        return StatLine.of(name, "1", StatType.COUNTER, metric.sampleRate());
    }

    private static String scope(Metric metric, LogEntry entry) {
        return entry.service().map(service -> service(service, metric.serviceIdentifier()))
                .map(name -> "service." + (name.isEmpty() ? "unnamed" : name.replace('.', '_')))
                .orElse("global.unmatched");
    }

    private static String service(Service service, String identifier) {
        return switch (identifier) {
            case "service_id" -> service.id();
            case "service_name" -> service.name();
            case "service_host" -> service.host();
            default -> service.name().isEmpty() ? service.host() : service.name();
        };
    }

    private static String consumer(Metric metric, LogEntry entry) {
        return StatFields.consumer(entry.exchange().identity().knownConsumer(), metric.consumerIdentifier());
    }

    private static String workspace(Metric metric) {
        return metric.workspaceIdentifier().equals("workspace_name")
                ? LogDocument.WORKSPACE_NAME
                : LogDocument.WORKSPACE_ID;
    }
}
