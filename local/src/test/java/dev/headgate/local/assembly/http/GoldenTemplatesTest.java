package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.StackReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The templates that the CDK app makes hold nothing that the emulator does not know.
class GoldenTemplatesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    http-1/headgate-us-east-1    | headgate-http $default
                    both-1/headgate-us-east-1    | headgate-http $default
                    http-3/headgate-eu-central-1 | headgate-ready GET /ready; headgate-http $default
                    both-3/headgate-eu-central-1 | headgate-http $default
                    rest-3/headgate-eu-central-1 | headgate-ready GET /ready
                    """)
    void an_api_of_the_cdk_app_is_understood(String golden, String apis) {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway",
                golden.endsWith("us-east-1") ? "us-east-1" : "eu-central-1", AssemblyFolder.golden(golden)).read()
                .assembly().orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        List<HttpApi> read = new HttpApis(stack, stack.functions(), new HttpApis.World((_, _, _) -> new byte[0], _ -> {
            throw new AssertionError("no backend is called");
        }, _ -> new byte[0], Map.of(), InstantSource.system(), System::nanoTime, Undocumented.DEFAULT)).read();
        assertThat(findings.all()).isEmpty();
        assertThat(read).extracting(api -> api.name() + " " + String.join(" ", api.routeKeys()))
                .containsExactly(apis.split("; "));
    }
}
