package dev.headgate.benchmarks.routes;

import dev.headgate.http.Request;
import dev.headgate.routing.Match;
import dev.headgate.routing.RouteTable;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Finding the route of a request.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx2g", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class RouteMatches {
    /// What the routes look like.
    @Param
    public Shape shape;

    /// How many there are.
    @Param({"100", "10000", "100000"})
    public int routes;

    /// How many of them are asked for, at random, a power of two.
    @Param({"16", "1024"})
    public int busy;

    private Request[] requests;
    private RouteTable table;
    private int turn;

    /// Makes the table, checks that it finds every one of its routes, and chooses the requests.
    @Setup(Level.Trial)
    public void fill() {
        table = RouteTable.compile(shape.routes(routes));
        for (int number = 0; number < routes; number++) {
            check(number);
        }
        if (table.match(shape.request(routes)).isPresent()) {
            throw new IllegalStateException("a route was found for a request that there is none for");
        }
        requests = Asked.of(routes, busy).mapToObj(shape::request).toArray(Request[]::new);
    }

    private void check(int number) {
        String found = table.match(shape.request(number)).map(match -> match.route().name()).orElse("none");
        if (!found.equals(Integer.toString(number))) {
            throw new IllegalStateException("route " + found + " was found instead of " + number);
        }
    }

    /// The route of the next request.
    @Benchmark
    public Optional<Match> theTable() {
        turn = turn + 1 & requests.length - 1;
        return table.match(requests[turn]);
    }
}
