package dev.headgate.benchmarks.limiter;

import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Usage;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a rate limit decides without a call to the table. The peer is what nobody can do without: a look into a map and an
/// atomic count.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MemoryDecisions {
    private static final String KEY = "ratelimit:0e8a4b2c-6f0f-5d3a-9d5e-1f2a3b4c5d6e:0:9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d";
    private static final Counting LEASED = new Counting.Leased(Duration.ofSeconds(1));
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:00Z");
    private static final List<Limit> FULL = List.of(new Limit(Period.MINUTE, 1), new Limit(Period.MONTH, 1_000_000));
    private static final List<Limit> HIGH = List.of(new Limit(Period.MINUTE, 1L << 50),
            new Limit(Period.MONTH, 1L << 52));

    private final ConcurrentHashMap<String, AtomicLong> map = new ConcurrentHashMap<>();
    private CounterStore full;
    private CounterStore leased;
    private CounterStore memory;
    private long requests;

    /// Makes stores that know what they are going to be asked about.
    @Setup(Level.Trial)
    public void fill() {
        full = new DynamoDbCounterStore(new CountingTable(), "counters");
        full.count(KEY, FULL, NOW);
        leased = new DynamoDbCounterStore(new CountingTable(), "counters");
        memory = new MemoryCounterStore();
        map.put(KEY, new AtomicLong());
    }

    /// The peer.
    @Benchmark
    public long aMapAndAnAtomicLong() {
        return map.get(KEY).incrementAndGet();
    }

    /// A caller that is over its limit.
    @Benchmark
    public Usage refusedFromMemory() {
        return full.count(KEY, FULL, NOW);
    }

    /// A request that was counted ahead; a million come in a second, so that one in ten thousand is a call to a table that
    /// answers from memory.
    @Benchmark
    public Usage countedAhead() {
        requests++;
        return leased.count(KEY, HIGH, LEASED, NOW.plusNanos(requests * 1_000));
    }

    /// A store in memory, which counts every request.
    @Benchmark
    public Usage memoryStore() {
        return memory.count(KEY, HIGH, Counting.ONE, NOW);
    }
}
