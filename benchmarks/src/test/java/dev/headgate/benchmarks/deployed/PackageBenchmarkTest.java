package dev.headgate.benchmarks.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackageBenchmarkTest {
    private static final PackageContents CONTENTS = new PackageContents(List.of(
            new PackagedJar("slf4j-nop-1.7.36.jar", 4_000), new PackagedJar("slf4j-api-1.7.36.jar", 40_000),
            new PackagedJar("headgate-shared-0.1.0.jar", 900_000), new PackagedJar("dynamodb-2.57.8.jar", 500_000),
            new PackagedJar("utils-2.57.8.jar", 60_000)));

    @Test
    void the_peer_is_the_sdk_and_what_it_needs() {
        assertThat(CONTENTS.sdk().all()).extracting(PackagedJar::file).containsExactly("dynamodb-2.57.8.jar",
                "utils-2.57.8.jar", "slf4j-api-1.7.36.jar");
    }

    @Test
    void a_bar_that_is_missed_says_by_how_much() {
        assertThat(PackageBenchmark.section(CONTENTS)).contains("| router and authorizer | 5 | 1.50 MB | 2.51 |",
                "1.5 times the SDK's client. Missed by 604 kB.", "less than 20 MB. Met.",
                "| `headgate-shared-0.1.0.jar` | 900 kB | 60 % |");
    }
}
