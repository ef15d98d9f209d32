package dev.headgate.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.RefusedNames;
import dev.headgate.local.conformance.ConformanceFile.Case;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Everything that Headgate refuses has a case that shows what the user is told.
class RefusalCoverageTest {
    @Test
    void every_refusal_has_a_case() throws IOException {
        Set<String> shown = ConformanceTest.files().stream().flatMap(file -> file.cases().stream())
                .filter(Case.Refused.class::isInstance).map(Case.Refused.class::cast)
                .flatMap(one -> ConformanceGateway.read(one.config(), one.surroundings()).diagnostics().stream())
                .map(RefusedNames::of).flatMap(Optional::stream).collect(Collectors.toSet());
        Set<String> missing = RefusedNames.all();
        missing.removeAll(shown);
        assertThat(missing).as("write a case into refusals").isEmpty();
    }
}
