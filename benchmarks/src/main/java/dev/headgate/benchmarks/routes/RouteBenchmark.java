package dev.headgate.benchmarks.routes;

import dev.headgate.benchmarks.Bar;
import dev.headgate.benchmarks.JmhScores;
import dev.headgate.benchmarks.JmhScores.Score;
import dev.headgate.benchmarks.Machine;
import java.util.List;
import java.util.Locale;

/// `benchmarks/run routes`: finding the route of a request among few and many, by JMH.
public final class RouteBenchmark {
    private static final List<String> SIZES = List.of("100", "10000", "100000");
    private static final Bar GROWTH = new Bar(2);
    private static final Bar PEER = new Bar(20);

    private RouteBenchmark() {}

    /// Measures, and tells the section of the page.
    public static String run() {
        JmhScores scores = JmhScores.of(RouteMatches.class, MapLookups.class);
        StringBuilder section = new StringBuilder("""
                ## Finding the route of a request

                `benchmarks/run routes`, on %s.

                From the request to the route with what its path captured, host and path brought into the form in which they
                are compared. Beside it, in the same run, a `HashMap` of as many entries is asked for the text that names the
                route, cut out already and its hash computed. Every route of a table is asked for once and found; then 16 or
                1,024 requests for routes at random take turns: few stay in the processor's caches with all that is looked at
                for them, many do not. Median, least and most of 20 iterations of 100 ms in two JMH processes, one thread;
                ratios are of what is least, since whatever disturbs an iteration adds to it.

                | shape | asked for | of routes | time | least to most | allocated | the map | to the map | to 100 routes |
                |---|---|---|---|---|---|---|---|---|
                """.formatted(Machine.describe()));
        StringBuilder verdicts = new StringBuilder();
        for (String busy : List.of("16", "1024")) {
            double growth = 0;
            double toMap = 0;
            for (Shape shape : Shape.values()) {
                Score few = table(scores, shape, "100", busy);
                for (String size : SIZES) {
                    Score table = table(scores, shape, size, busy);
                    Score map = scores.of("aMap", "routes", size, "busy", busy);
                    growth = Math.max(growth, table.to(few));
                    toMap = Math.max(toMap, table.to(map));
                    section.append(String.format(Locale.ROOT,
                            "| %s | %,d | %,d | %s | %.0f B | %.0f ns | %.1f | %.2f |%n",
                            shape.what(), Integer.parseInt(busy), Integer.parseInt(size), table.cells(), table.bytes(),
                            map.nanos(), table.to(map), table.to(few)));
                }
            }
            verdicts.append(String.format(Locale.ROOT, "| %,d requests in turns | %s | %s |%n", Integer.parseInt(busy),
                    GROWTH.verdict(growth), PEER.verdict(toMap)));
        }
        return section + """

                | bars, each for the worst row | growth from 100 routes | to the map |
                |---|---|---|
                """ + verdicts + """

                What a search counts (steps, checks, expressions that are run) does not grow with the table, as a test holds; the
                time that does grow is that of memory which no cache has, once many routes are asked for. The map is far away
                because it is asked for a text that is there already, its hash with it. The table makes the comparable form of
                host and path, looks for the prefixes that the path has, runs the expression for its captures and makes the
                answer, in the memory that the column tells.
                """;
    }

    private static Score table(JmhScores scores, Shape shape, String size, String busy) {
        return scores.of("theTable", "shape", shape.name(), "routes", size, "busy", busy);
    }
}
