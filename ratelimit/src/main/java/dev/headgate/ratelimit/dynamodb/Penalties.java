package dev.headgate.ratelimit.dynamodb;

/// Refused requests that count all the same and are not counted yet, since many are counted with one call. Those of windows
/// that are over are forgotten. Not safe for use by several threads at once.
final class Penalties {
    /// So many are counted together.
    static final long TOGETHER = 10;

    private Stretch stretch = Stretch.NONE;
    private long pending;

    /// Notes one more.
    ///
    /// @return how many are to be counted now: none, or all that were noted
    long add(Stretch current) {
        pending = pending(current) + 1;
        stretch = current;
        return pending < TOGETHER ? 0 : take(current);
    }

    /// How many are noted.
    long pending(Stretch current) {
        return stretch.equals(current) ? pending : 0;
    }

    /// How many are to be counted, after which none is noted.
    long take(Stretch current) {
        long taken = pending(current);
        pending = 0;
        return taken;
    }
}
