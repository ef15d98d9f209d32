package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLogTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    @ParameterizedTest
    @ValueSource(strings = {"/dev/stdout", "/dev/stderr"})
    void the_functions_log_stands_for_the_standard_streams(String path) {
        LogEntry entry = TelemetryKit.proxied(200);
        kit.log(PluginKit.plugin(FileLog.TYPE, "{path: " + path + "}"), entry);
        assertThat(kit.lines()).containsExactly(LogDocument.of(entry));
    }

    @ParameterizedTest(name = "reopen: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            false | 2 |
            true  | 1 | 1
            """)
    void lines_are_appended_to_a_file(boolean reopen, int inTheOld, Integer inTheNew, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("kong.log");
        Path moved = folder.resolve("kong.log.1");
        FileLog plugin = PluginKit.plugin(FileLog.TYPE, "{path: " + file + ", reopen: " + reopen + "}");
        LogEntry entry = TelemetryKit.proxied(200);
        kit.log(plugin, entry);
        Files.move(file, moved);
        kit.log(plugin, entry);
        assertThat(moved).content().isEqualTo((LogDocument.of(entry) + "\n").repeat(inTheOld));
        if (inTheNew == null) {
            assertThat(file).doesNotExist();
        } else {
            assertThat(file).content().isEqualTo((LogDocument.of(entry) + "\n").repeat(inTheNew));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {}                    | test.yaml:1:1 error HG0103 plugin file-log config.path: required field missing. The file, which is made where there is none; `/dev/stdout` and `/dev/stderr` are the function's log.
            {path: "/tmp/a*"}     | test.yaml:1:8 error HG0105 plugin file-log config.path: not a valid filename. Write a path such as /dev/stdout.
            {path: /var/log/kong} | test.yaml:1:8 warning HG0307 plugin file-log config.path: /var/log/kong: a Lambda function has no files that last; there, entries go to the function's log instead. Write /dev/stdout to have them there everywhere.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(FileLog.TYPE, config)).containsExactly(problem);
    }

    @Test
    void sessions_stand_in_no_log() {
        Session session = PluginKit.plugin(Session.TYPE, "{secret: 0123456789abcdef, storage: cookie, remember: true}");
        assertThat(session.credentialNames()).containsExactlyInAnyOrder("session", "remember");
        Redaction redaction = new Redaction(session.credentialNames());
        assertThat(redaction.header("Set-Cookie", "session=AbC; Path=/; HttpOnly"))
                .isEqualTo("session=REDACTED; Path=/; HttpOnly");
        assertThat(redaction.header("set-cookie", "Session=AbC")).isEqualTo("Session=REDACTED");
        assertThat(redaction.header("Set-Cookie", "theme=dark; Path=/")).isEqualTo("theme=dark; Path=/");
        assertThat(redaction.header("Cookie", "theme=dark; session=AbC")).isEqualTo("theme=dark; session=REDACTED");
    }

    @Test
    void the_standard_output_is_no_matter_for_a_warning() {
        assertThat(PluginKit.problems(FileLog.TYPE, "{path: /dev/stdout}")).isEmpty();
    }
}
