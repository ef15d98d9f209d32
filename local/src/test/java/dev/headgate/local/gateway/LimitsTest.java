package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.proxy.ScriptedBackend;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What API Gateway and Lambda answer at their limits. A REST API hands over all content in base64, so that the event's 6 MB
/// are full at 4.5 MB; an HTTP API does so with binary content only.
class LimitsTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # api | header bytes | content                 | size in MB | status | body
                    HTTP  | 9000         | text/plain              | 5          | 200    | ok
                    HTTP  | 11000        | text/plain              | 0          | 431    | {"message":"Request Header Fields Too Large"}
                    HTTP  | 0            | text/plain              | 11         | 413    | {"message":"Request Entity Too Large"}
                    HTTP  | 0            | application/octet-stream | 5         | 413    | {"message":"Request Entity Too Large"}
                    REST  | 9000         | text/plain              | 4          | 200    | ok
                    REST  | 0            | text/plain              | 5          | 413    | {"message": "Request Too Long"}
                    REST  | 11000        | text/plain              | 0          | 431    | HTTP header is larger than 10240 bytes.
                    REST  | 0            | text/plain              | 11         | 413    | HTTP content length exceeded 10485760 bytes.
                    REST  | 0            | application/octet-stream | 5         | 413    | {"message": "Request Too Long"}
                    """)
    void a_request_over_a_limit(ApiKind api, int headerBytes, String contentType, int megabytes, int status,
            String body) {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.readBody(megabytes * MEGABYTE);
            conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }); RunningGateway gateway = start(backend, api)) {
            byte[] content = new byte[megabytes * MEGABYTE];
            Arrays.fill(content, (byte) 'a');
            Response response = gateway.send("POST /", content,
                    "X-Long: " + "x".repeat(headerBytes), "Content-Type: " + contentType);
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body().utf8()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # api | status | body
                    HTTP  | 500    | {"message":"Internal Server Error"}
                    REST  | 502    | {"message":"Internal server error"}
                    """)
    void an_answer_that_Lambda_cannot_hand_over(ApiKind api, int status, String body) {
        byte[] tooMuch = new byte[7 * MEGABYTE];
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.send("HTTP/1.1 200 OK\r\nContent-Length: " + tooMuch.length + "\r\n\r\n");
            conversation.send(tooMuch);
        }); RunningGateway gateway = start(backend, api)) {
            Response response = gateway.send("GET /");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body().utf8()).isEqualTo(body);
        }
    }

    private RunningGateway start(ScriptedBackend backend, ApiKind api) {
        return RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:%d
                    routes: [{name: open, paths: [/]}]
                """.formatted(backend.port()), api, Settings.Auth.EDGE);
    }
}
