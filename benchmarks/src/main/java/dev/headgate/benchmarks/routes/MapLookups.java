package dev.headgate.benchmarks.routes;

import java.util.HashMap;
import java.util.Map;
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

/// What nobody can do without: a look into a `HashMap` by the text that names the route, cut out of the path already and
/// with its hash computed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx2g", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class MapLookups {
    /// How many routes have an entry.
    @Param({"100", "10000", "100000"})
    public int routes;

    /// How many of them are asked for, at random, a power of two.
    @Param({"16", "1024"})
    public int busy;

    private final Map<String, String> map = new HashMap<>();
    private String[] literals;
    private int turn;

    /// Fills the map, and asks it once for everything that it will be asked for.
    @Setup(Level.Trial)
    public void fill() {
        for (int number = 0; number < routes; number++) {
            map.put(Shape.literal(number), Integer.toString(number));
        }
        literals = Asked.of(routes, busy).mapToObj(Shape::literal).toArray(String[]::new);
        for (String literal : literals) {
            if (!map.containsKey(literal)) {
                throw new IllegalStateException("the map lacks " + literal);
            }
        }
    }

    /// The peer.
    @Benchmark
    public String aMap() {
        turn = turn + 1 & literals.length - 1;
        return map.get(literals[turn]);
    }
}
