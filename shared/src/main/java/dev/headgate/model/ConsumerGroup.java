package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.util.List;

/// Consumers that share plugins, as the `consumer_groups` entity of Kong's paid edition
/// (developer.konghq.com/gateway/entities/consumer-group). Not to be confused with the groups of the acl plugin, which
/// are mere words. No member is null.
///
/// @param id a UUID, stable over reloads
/// @param name unique; what consumers and plugins refer to it by
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared
public record ConsumerGroup(String id, String name, List<String> tags, Location location) {
    public ConsumerGroup {
        tags = List.copyOf(tags);
    }
}
