package dev.headgate.plugin;

import dev.headgate.ratelimit.Limit;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A plugin that counts in [Resources#counters]: the router cannot run it without a store. Its limits may be split over
/// Regions.
public interface CountingPlugin extends Plugin {
    /// The limits, under the names of the fields of `config` that say how many requests they admit: `minute`, `limit[0]`,
    /// `limits.video.hour`.
    Map<String, Limit> limitsByField();

    /// The same plugin with its limits changed.
    ///
    /// @param change gives a limit on the same span
    CountingPlugin withLimits(UnaryOperator<Limit> change);
}
