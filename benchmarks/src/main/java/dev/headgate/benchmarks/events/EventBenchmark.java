package dev.headgate.benchmarks.events;

import dev.headgate.benchmarks.Bar;
import dev.headgate.benchmarks.JmhScores;
import dev.headgate.benchmarks.JmhScores.Score;
import dev.headgate.benchmarks.Machine;
import java.util.List;
import java.util.Locale;

/// `benchmarks/run events`: the router's work on a request beside Jackson's on its event, by JMH.
public final class EventBenchmark {
    private static final String TREE = "databindTree";
    private static final String RECORD = "databindRecord";
    private static final Bar BAR = new Bar(2);
    private static final List<Row> ROWS = List.of(
            new Row(TREE, "databind, by a tree", false),
            new Row(RECORD, "databind, by a record", false),
            new Row("plainProxy", "the router, a route without plugins", true),
            new Row("addressedProxy", "the same to a backend that is named by its address", false),
            new Row("guardedProxy", "the router: key-auth, rate-limiting in memory, cors, correlation-id", false),
            new Row("readEvent", "of each, the reading of the event", false),
            new Row("writeAnswer", "of each, the writing of the answer", false));

    private record Row(String method, String what, boolean isHeldToBar) {}

    private EventBenchmark() {}

    /// Measures, and tells the section of the page.
    public static String run() {
        JmhScores scores = JmhScores.of(EventHandling.class);
        StringBuilder section = new StringBuilder("""
                ## The router's work on a request

                `benchmarks/run events`, on %s.

                From the bytes of an HTTP API's event (payload format 2.0) to those of the answer, by the handler that Lambda
                calls: the event is read, the route found, the request written to a connection that leads to memory, the
                backend's answer of 1 kB read from it, the answer's document and the log's line are made. No system call is
                part of it. Beside it, in the same run, Jackson's databind parses the same event and writes it again, by a tree
                of nodes and by a record with the event's members; the faster one is the peer. The client got what the backend
                sent, and databind wrote what it had read. Median, least and most of 80 iterations of 25 ms in two JMH
                processes, one thread; ratios are of what is least, since whatever disturbs an iteration adds to it.

                | request | what | time | least to most | allocated | to databind | bar |
                |---|---|---|---|---|---|---|
                """.formatted(Machine.describe()));
        for (Sent sent : Sent.values()) {
            Score tree = score(scores, TREE, sent);
            Score record = score(scores, RECORD, sent);
            Score peer = tree.to(record) < 1 ? tree : record;
            for (Row row : ROWS) {
                Score score = score(scores, row.method(), sent);
                double ratio = score.to(peer);
                section.append(String.format(Locale.ROOT, "| %s | %s | %s | %,.0f B | %.2f | %s |%n", sent.what(),
                        row.what(), score.cells(), score.bytes(), ratio, row.isHeldToBar() ? BAR.verdict(ratio) : ""));
            }
        }
        return section.toString();
    }

    private static Score score(JmhScores scores, String method, Sent sent) {
        return scores.of(method, "sent", sent.name());
    }
}
