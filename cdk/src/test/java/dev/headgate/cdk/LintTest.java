package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CloudFormation's own specification, as `cfn-lint` knows it, has nothing against the templates. Skipped where that
/// command is not installed.
class LintTest {
    /// W3005: the CDK writes dependencies that CloudFormation would find by itself.
    private static final String OF_THE_CDK = "W3005";

    @Test
    void templates_pass_cfn_lint(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("cfn-lint", "--format", "parseable", "--ignore-checks", OF_THE_CDK,
                        "--template"));
        for (Assembly assembly : Assembly.values()) {
            for (SynthesizedStack stack : assembly.stacks().values()) {
                Path file = folder.resolve(assembly.folder() + "-" + stack.name() + ".json");
                Files.writeString(file, stack.template());
                command.add(file.toString());
            }
        }
        Process lint = started(command);
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = lint.waitFor();
        assertThat(said).isEmpty();
        assertThat(status).isZero();
    }

    private static Process started(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return abort("cfn-lint is not installed: pip install cfn-lint");
        }
    }
}
