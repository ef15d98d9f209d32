package dev.headgate.benchmarks.cold;

import dev.headgate.benchmarks.cold.ColdFunction.Start;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Starts of the router beside those of the empty handler, each with the same Java options.
///
/// @param name of the way both are started
/// @param ratioMax how many times the empty handler's time the router's may be; absent where nothing is asked
/// @param empty its starts
/// @param router as many
record Contest(String name, Optional<Integer> ratioMax, List<Start> empty, List<Start> router) {
    /// Who starts, and how.
    record Entrants(String name, Optional<Integer> ratioMax, ColdFunction empty, ColdFunction router) {}

    /// All of them in turn, so that whatever else the machine does meets them alike. The first round is not counted.
    static List<Contest> run(int rounds, List<Entrants> all, Router router) throws IOException {
        List<Contest> contests = all.stream().map(entrants -> new Contest(entrants.name(), entrants.ratioMax(),
                new ArrayList<>(), new ArrayList<>())).toList();
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < all.size(); i++) {
                Start empty = all.get(i).empty().start(router.client().event());
                if (!empty.answer().equals("{}")) {
                    throw new IOException("the empty handler answered " + empty.answer());
                }
                Start full = router.start(all.get(i).router(), Step.AS_DEPLOYED);
                if (round > 0) {
                    contests.get(i).empty().add(empty);
                    contests.get(i).router().add(full);
                }
            }
        }
        return contests;
    }

    /// The router's median time to the empty handler's.
    double ratio() {
        return ratio(Start::millis);
    }

    private double ratio(ToDoubleFunction<Start> what) {
        return spread(router, what).median() / spread(empty, what).median();
    }

    private static Spread spread(List<Start> starts, ToDoubleFunction<Start> what) {
        return Spread.of(starts.stream().map(what::applyAsDouble).toList());
    }

    String row() {
        return String.format(Locale.ROOT, "| %s | %s | %s | %.1f | %.0f ms | %.0f ms | %.1f |%n", name,
                shown(spread(empty, Start::millis)), shown(spread(router, Start::millis)), ratio(),
                spread(empty, Start::cpuMillis).median(), spread(router, Start::cpuMillis).median(),
                ratio(Start::cpuMillis));
    }

    private static String shown(Spread millis) {
        return String.format(Locale.ROOT, "%.0f ms (%.0f–%.0f)", millis.median(), millis.least(), millis.most());
    }

    /// Judged by medians; the ratio of the fastest starts is beside it, since other work on the machine, which only ever adds
    /// to a start, adds relatively more to a short one.
    String verdict() {
        double fastest = spread(router, Start::millis).least() / spread(empty, Start::millis).least();
        return ratioMax.map(most -> String.format(Locale.ROOT,
                "- Bar %s: at most %d times the empty handler. %s: %.1f times; the fastest starts of both: %.1f times.%n",
                name, most, ratio() <= most ? "Met" : "Missed", ratio(), fastest)).orElse("");
    }
}
