package dev.headgate.cost;

import java.util.List;

/// A route as far as its costs go.
///
/// @param name by which a traffic profile speaks of it
/// @param keys how API Gateway serves each of its native keys; empty where it has none
/// @param isWhole whether the native keys take all of its requests; else the router takes a part, or all
/// @param work what the router has to do for its requests, or would have to
public record CostedRoute(String name, List<NativeKey> keys, boolean isWhole, Work work) {
    public CostedRoute {
        keys = List.copyOf(keys);
        if (isWhole && keys.isEmpty()) {
            throw new IllegalArgumentException(name + " has no native key and is said to be native");
        }
    }

    /// How API Gateway serves a key without the router.
    public enum NativeKey {
        /// For everyone.
        OPEN,
        /// With a token that it verifies itself.
        JWT,
        /// With Headgate's authorizer, whose answers it keeps.
        AUTHORIZER,
        /// With Headgate's authorizer, which it asks about every request.
        AUTHORIZER_UNCACHED
    }

    /// What plugins make of a request.
    ///
    /// @param isProtected whether requests without a credential are refused
    /// @param looksUpKeys whether a credential may stand in the table of API keys
    /// @param callsBackend whether the answer comes from a backend, and not from a plugin
    /// @param counters what counts requests, by calls that may be fewer than requests
    /// @param counterWrites to the table of counters beside
    /// @param counterReads from it, each consistent
    /// @param isCached whether answers are kept in the table of answers
    public record Work(
            boolean isProtected,
            boolean looksUpKeys,
            boolean callsBackend,
            List<CounterUse> counters,
            int counterWrites,
            int counterReads,
            boolean isCached) {
        public Work {
            counters = List.copyOf(counters);
        }

        /// Whether requests may be refused for being too many.
        boolean isLimited() {
            return !counters.isEmpty();
        }
    }

    /// The same route with nothing native.
    CostedRoute onRouter() {
        return new CostedRoute(name, List.of(), false, work);
    }
}
