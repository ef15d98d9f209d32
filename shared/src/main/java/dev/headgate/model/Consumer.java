package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.util.List;

/// Whoever calls an API, as Kong's `consumers` entity. No member is null.
///
/// @param id a UUID, stable over reloads
/// @param username empty when the user gave only a custom id
/// @param customId the id in the user's own system; empty when there is none
/// @param groups names of the consumer's ACL groups (`acls`)
/// @param consumerGroups names of the consumer groups that it is in, each once, in alphabetical order
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared; the store's name for a consumer that no file declares
public record Consumer(
        String id,
        String username,
        String customId,
        List<String> groups,
        List<String> consumerGroups,
        List<String> tags,
        Location location) {

    public Consumer {
        consumerGroups = consumerGroups.stream().sorted().distinct().toList();
    }

    /// A consumer in no consumer group.
    public Consumer(String id, String username, String customId, List<String> groups, List<String> tags,
            Location location) {
        this(id, username, customId, groups, List.of(), tags, location);
    }

    /// The username, or what else identifies the consumer.
    public String label() {
        return !username.isEmpty() ? username : !customId.isEmpty() ? customId : id;
    }
}
