package dev.headgate.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.differential.Deployments.Wanted;
import dev.headgate.local.assembly.http.Undocumented;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.RouteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The deployed plan and the router alone make the same calls and give the same answers, but for the documented list.
///
/// `-Dheadgate.pairs=N` asks for another number of requests, `-Dheadgate.seed=N` for others. What is found is made small and
/// written as a case file; once it is mended, the file belongs to the cases of this test. A case is a configuration and
/// requests that are sent one after the other.
@TestInstance(Lifecycle.PER_CLASS)
class DifferentialTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path FOUND = Path.of("target/differences");
    private static final String REQUEST = "--- request\n";
    private static final int PAIRS = Integer.getInteger("headgate.pairs", 50_000);
    private static final long SEED = Long.getLong("headgate.seed", 1);
    private static final int REQUESTS_EACH = 500;
    private static final int AT_ONCE = 25;

    @TempDir
    private Path folder;

    private World world;

    @BeforeAll
    void open() throws IOException, GeneralSecurityException {
        world = new World();
    }

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void deployments_do_what_the_router_does(ApiType api) throws IOException {
        Random random = new Random(SEED);
        Generated generated = new Generated(random, world);
        int asked = 0;
        int natives = 0;
        int privateBefore = world.privateCalls();
        while (asked < PAIRS) {
            List<Scenario> scenarios = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                scenarios.add(generated.scenario(api));
            }
            List<Served> served = deployments().of(scenarios.stream().map(DifferentialTest::wanted).toList());
            for (int i = 0; i < AT_ONCE && asked < PAIRS; i++) {
                Comparison comparison = new Comparison(served.get(i), world);
                List<RouteKey> keys = served.get(i).plan().routes().stream()
                        .flatMap(route -> route.keys().stream()).map(NativeKey::key).toList();
                for (int request = 0; request < REQUESTS_EACH && asked < PAIRS; request++, asked++) {
                    Sent sent = generated.sent(keys);
                    Optional<String> difference = comparison.difference(sent);
                    natives += comparison.wasNative(sent) ? 1 : 0;
                    if (difference.isPresent()) {
                        throw new AssertionError(reported(scenarios.get(i), sent, difference.get()));
                    }
                }
            }
        }
        assertThat(natives).as("requests that were served without the router")
                .isGreaterThan(api == ApiType.HTTP ? PAIRS / 5 : PAIRS / 20);
        assertThat(world.privateCalls() - privateBefore).as("calls by VPC links")
                .isGreaterThanOrEqualTo(api == ApiType.HTTP ? PAIRS / 20 : 0);
    }

    private Deployments deployments() {
        return new Deployments(folder, world);
    }

    private static Wanted wanted(Scenario scenario) {
        return new Wanted(scenario.yaml(), scenario.api(), scenario.undocumented(), scenario.restUndocumented());
    }

    /// Makes a difference small, writes it down and says where.
    ///
    /// @param before the difference as it was met; one that needs the requests before it is not met again
    private String reported(Scenario scenario, Sent sent, String before) throws IOException {
        Scenario small = scenario;
        Sent smallSent = sent;
        boolean isSmaller = true;
        while (isSmaller) {
            isSmaller = false;
            for (Scenario smaller : small.smaller()) {
                if (difference(smaller, smallSent).isPresent()) {
                    small = smaller;
                    isSmaller = true;
                    break;
                }
            }
            for (Sent smaller : smallSent.smaller()) {
                if (difference(small, smaller).isPresent()) {
                    smallSent = smaller;
                    isSmaller = true;
                    break;
                }
            }
        }
        String found = difference(small, smallSent).orElse("Only behind other requests: " + before);
        Path file = Files.createDirectories(FOUND).resolve("seed-" + SEED + ".txt");
        Files.writeString(file, small.yaml() + REQUEST + smallSent);
        Object open = small.api() == ApiType.HTTP ? small.undocumented() : small.restUndocumented();
        return file + "\n" + small.api() + " " + open + "\n" + Files.readString(file) + "\n" + found;
    }

    private Optional<String> difference(Scenario scenario, Sent sent) throws IOException {
        Served served;
        try {
            served = deployments().of(List.of(wanted(scenario))).getFirst();
        } catch (IllegalArgumentException _) {
            // The smaller file has a mistake.
            return Optional.empty();
        }
        return new Comparison(served, world).difference(sent);
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_was_found_once_does_not_come_back(Path file) throws IOException {
        String[] parts = Files.readString(file).split(REQUEST);
        List<Sent> sent = Stream.of(parts).skip(1).map(Sent::parse).toList();
        for (Undocumented.PathForm form : Undocumented.PathForm.values()) {
            for (Undocumented.Precedence precedence : Undocumented.Precedence.values()) {
                Undocumented open = Undocumented.DEFAULT.with(form).with(precedence);
                Served served = deployments().of(List.of(new Wanted(parts[0], ApiType.HTTP, open,
                        dev.headgate.local.assembly.rest.Undocumented.DEFAULT))).getFirst();
                for (Sent each : sent) {
                    assertThat(new Comparison(served, world).difference(each)).as("%s%n%s%s", open, parts[0], each)
                            .isEmpty();
                }
            }
        }
    }
}
