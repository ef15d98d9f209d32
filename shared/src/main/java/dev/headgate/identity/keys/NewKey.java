package dev.headgate.identity.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a key is to be, for [KeyStore#create].
///
/// @param consumer the username of the consumer that it identifies; not empty
/// @param name what its owner calls it; may be empty
/// @param expiresAt when it stops working by itself; absent for never
/// @param tags labels for people
public record NewKey(String consumer, String name, Optional<Instant> expiresAt, List<String> tags) {
    public NewKey {
        if (consumer.isEmpty()) {
            throw new IllegalArgumentException("a key identifies a consumer");
        }
        tags = List.copyOf(tags);
    }
}
