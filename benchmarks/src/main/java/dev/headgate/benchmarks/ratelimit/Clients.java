package dev.headgate.benchmarks.ratelimit;

/// Whose requests they are.
sealed interface Clients {
    /// All of one client.
    record One() implements Clients {
        @Override
        public String next(Chance chance) {
            return "client";
        }
    }

    /// Of many, evenly.
    record Many(int count) implements Clients {
        @Override
        public String next(Chance chance) {
            return "client-" + chance.below(count);
        }
    }

    /// Most of one, the others of many.
    ///
    /// @param share of all requests that are the one's, from 0 to 1
    /// @param count how many others there are
    record Abuser(double share, int count) implements Clients {
        @Override
        public String next(Chance chance) {
            return chance.happens(share) ? "abuser" : "client-" + chance.below(count);
        }
    }

    /// The key of one request.
    String next(Chance chance);
}
