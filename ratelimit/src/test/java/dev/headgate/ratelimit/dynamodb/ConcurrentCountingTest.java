package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.fault.Hang;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.Usage;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many threads through one store, over HTTP.
@Timeout(120)
class ConcurrentCountingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final Counting LEASED = new Counting.Leased(Duration.ofSeconds(5));
    private static final int THREADS = 32;
    private static CounterTables tables;

    @BeforeAll
    static void start() {
        tables = new CounterTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @AfterEach
    void heal() {
        tables.dynamoDb().faults().clear();
    }

    /// Each of 32 threads asks so often; a request is lost where fewer are admitted than fit.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            counting | type    | limit  | burst  | each | admitted
            exact    | FIXED   | 100    | 100    | 10   | 100
            exact    | FIXED   | 100000 | 100000 | 10   | 320
            exact    | SLIDING | 100    | 100    | 10   | 100
            exact    | SMOOTH  | 100    | 70     | 10   | 70
            leased   | FIXED   | 100000 | 100000 | 100  | 3200
            leased   | SLIDING | 100000 | 100000 | 100  | 3200
            leased   | SMOOTH  | 100    | 70     | 10   | 70
            """)
    void of_32_threads_none_is_lost_and_none_too_many_is_admitted(String counting, Limit.Type type, long limit,
            long burst, int each, long admitted) throws Exception {
        String table = tables.table();
        List<Limit> limits = List.of(new Limit(new Span.Seconds(60), limit, type, burst));
        assertThat(admitted(tables.environment(table), limits, counting.equals("leased") ? LEASED : Counting.ONE, each))
                .isEqualTo(admitted);
        assertThat(counted(table, limits)).isBetween(type == Limit.Type.SMOOTH ? 0 : admitted, limit);
    }

    /// What is counted ahead by a thread that is late is lost for the others where the limit is near.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            type    | limit
            FIXED   | 100
            FIXED   | 1000
            SLIDING | 500
            """)
    void ahead_of_time_too_the_limit_holds(Limit.Type type, long limit) throws Exception {
        String table = tables.table();
        List<Limit> limits = List.of(new Limit(new Span.Seconds(60), limit, type));
        DynamoDbCounterStore environment = tables.environment(table);
        long admitted = admitted(environment, limits, LEASED, 100);
        assertThat(counted(table, limits)).isEqualTo(limit);
        // What others had counted when some found the limit full is still there for whoever comes next.
        for (int i = 0; i < limit; i++) {
            admitted += environment.count("key", limits, LEASED, NOW).admitted() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(limit);
    }

    private static long admitted(DynamoDbCounterStore environment, List<Limit> limits, Counting counting, int each)
            throws Exception {
        Callable<Long> client = () -> {
            long passed = 0;
            for (int i = 0; i < each; i++) {
                passed += environment.count("key", limits, counting, NOW).admitted() ? 1 : 0;
            }
            return passed;
        };
        long admitted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Long>> clients = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                clients.add(threads.submit(client));
            }
            for (Future<Long> done : clients) {
                admitted += done.get();
            }
        }
        return admitted;
    }

    private static long counted(String table, List<Limit> limits) {
        return CounterItem.of(tables.item(table)).used(TimeWindow.of(limits.getFirst().span(), NOW));
    }

    @Test
    void while_a_call_hangs_nobody_else_waits_and_no_monitor_is_held() throws Exception {
        DynamoDbCounterStore environment = tables.environment(tables.table());
        List<Limit> once = List.of(new Limit(Period.DAY, 1));
        List<Limit> often = List.of(new Limit(Period.MINUTE, 1_000));
        environment.count("key", once, NOW);
        // Some are counted ahead as soon as requests come quickly.
        for (int i = 0; i < 3; i++) {
            environment.count("key", often, LEASED, NOW);
        }
        Hang hang = new Hang();
        tables.dynamoDb().faults().next("UpdateItem", hang);
        CompletableFuture<Usage> answer = new CompletableFuture<>();
        Thread hanging = Thread.ofPlatform().start(() -> answer.complete(environment.count("key", often, NOW)));
        hang.awaitArrivals(1);
        tables.calls();

        assertThat(environment.count("key", once, NOW).admitted()).as("known to be full").isFalse();
        assertThat(environment.count("key", often, LEASED, NOW).admitted()).as("counted ahead").isTrue();
        assertThat(tables.calls()).as("from memory").isEmpty();
        assertThat(environment.count("key", often, NOW).admitted()).as("the same key").isTrue();
        assertThat(environment.count("other", once, NOW).admitted()).as("another key").isTrue();
        assertThat(monitors(hanging)).as("monitors held across the call").noneMatch(
                monitor -> monitor.getClassName().startsWith("dev.headgate."));
        assertThat(answer).isNotDone();
        hang.release();
        assertThat(answer.get().admitted()).isTrue();
    }

    private static List<MonitorInfo> monitors(Thread thread) {
        ThreadInfo[] threads = ManagementFactory.getThreadMXBean().getThreadInfo(new long[]{thread.threadId()}, true,
                true);
        return Arrays.stream(threads).flatMap(info -> Arrays.stream(info.getLockedMonitors())).toList();
    }
}
