package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.local.front.ApiKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `--watch`: a sound edit takes effect, a broken one changes nothing.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchTest {
    private static final String SAYS = """
            _format_version: "3.0"
            routes:
              - name: only
                paths: [/]
                plugins: [{name: request-termination, config: {status_code: 200, message: %s}}]
            """;

    @TempDir
    private Path folder;

    @Test
    void an_edit_takes_effect_and_a_broken_one_does_not() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, SAYS.formatted("first"),
                RunningGateway.options(ApiKind.HTTP, Settings.Auth.EDGE, StoreKind.MEMORY, true))) {
            assertThat(gateway.send("GET /").body().utf8()).contains("first");

            Files.writeString(folder.resolve("kong.yaml"), SAYS.formatted("second"));
            awaitNotice(gateway, "is in force");
            assertThat(gateway.send("GET /").body().utf8()).contains("second");

            Files.writeString(folder.resolve("kong.yaml"), SAYS.formatted("third").replace("paths", "pahts"));
            assertThat(awaitNotice(gateway, "what was in force stays")).contains("HG0104", "Did you mean paths?");
            assertThat(gateway.send("GET /").body().utf8()).contains("second");

            Files.delete(folder.resolve("kong.yaml"));
            awaitNotice(gateway, "there is no file");
            assertThat(gateway.send("GET /").body().utf8()).contains("second");
        }
    }

    /// Everything that was said up to the notice with this text.
    private static String awaitNotice(RunningGateway gateway, String text) throws InterruptedException {
        StringBuilder said = new StringBuilder();
        while (said.indexOf(text) < 0) {
            said.append(gateway.nextNotice()).append('\n');
        }
        return said.toString();
    }
}
