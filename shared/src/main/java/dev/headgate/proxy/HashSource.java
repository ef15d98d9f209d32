package dev.headgate.proxy;

import dev.headgate.model.HashInput;
import java.util.Optional;

/// What of a request consistent hashing can look at. For one request, in one thread.
@FunctionalInterface
public interface HashSource {
    /// Of a request of which nothing is known.
    HashSource NONE = _ -> Optional.empty();

    /// The value of an input; empty where the request has none.
    Optional<String> value(HashInput input);
}
