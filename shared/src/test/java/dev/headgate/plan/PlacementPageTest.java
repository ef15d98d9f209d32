package dev.headgate.plan;

import dev.headgate.golden.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacementPageTest {
    private static final Path PAGE = Path.of("../docs/placement.md");

    @Test
    void the_page_has_every_difference() throws IOException {
        GoldenFile.assertHoldsBetween(PAGE, "<!-- differences: written from the code -->\n", "<!-- /differences -->\n",
                "| differs | in | `strict` | `balanced` |\n|---|---|---|---|\n" + Stream.of(Difference.values())
                        .map(difference -> "| `" + difference + "` | " + difference.meaning() + " | "
                                + accepted(PlacementPolicy.STRICT, difference) + " | "
                                + accepted(PlacementPolicy.BALANCED, difference) + " |\n")
                        .collect(Collectors.joining()));
    }

    private static String accepted(PlacementPolicy policy, Difference difference) {
        return policy.accepts(difference) ? "yes" : "no";
    }

    @Test
    void the_page_has_every_reason() throws IOException {
        GoldenFile.assertHoldsBetween(PAGE, "<!-- reasons: written from the code -->\n", "<!-- /reasons -->\n",
                "| reason | says |\n|---|---|\n" + Stream.of(ReasonCode.values())
                        .map(code -> "| `" + code + "` | " + code.meaning() + " |\n").collect(Collectors.joining()));
    }
}
