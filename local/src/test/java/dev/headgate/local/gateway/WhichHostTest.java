package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.RawClient;
import dev.headgate.proxy.ScriptedBackend;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client that names two hosts cannot have one of them checked and the other one served.
class WhichHostTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # request line                           | fields                                 | status
                    GET /a HTTP/1.1                          | Host: open.example^                    | 200
                    GET /a HTTP/1.1                          | Host: keyed.example^                   | 401
                    GET /a HTTP/1.1                          | Host: KEYED.example:8000^              | 401
                    GET /a HTTP/1.1                          | Host: open.example^Host: keyed.example^ | 400
                    GET /a HTTP/1.1                          | Host: keyed.example^Host: open.example^ | 400
                    GET /a HTTP/1.1                          | Host: open.example^Host: open.example^ | 400
                    GET /a HTTP/1.1                          | Host: open.example, keyed.example^     | 404
                    GET /a HTTP/1.1                          | X: y^                                  | 400
                    GET /a HTTP/1.0                          | X: y^                                  | 404
                    GET /a HTTP/1.1                          | Host: keyed.example^X-Forwarded-Host: open.example^ | 401
                    GET http://keyed.example/a HTTP/1.1      | Host: open.example^                    | 401
                    GET HTTP://open.example/a HTTP/1.1       | Host: keyed.example^                   | 200
                    GET http://open.example?x=/a HTTP/1.1    | Host: keyed.example^                   | 200
                    GET http://user@open.example/a HTTP/1.1  | Host: open.example^                    | 404
                    GET http://keyed.example/a HTTP/1.1      | X: y^                                  | 400
                    GET open.example://keyed.example/ HTTP/1.1 | Host: open.example^                  | 400
                    GET ?x=://open.example/a HTTP/1.1        | Host: open.example^                    | 400
                    GET //keyed.example/a HTTP/1.1           | Host: open.example^                    | 200
                    GET * HTTP/1.1                           | Host: open.example^                    | 400
                    """)
    void the_host_that_is_checked_is_the_one_that_is_served(String requestLine, String fields, int status)
            throws IOException {
        for (ApiKind api : ApiKind.values()) {
            for (Settings.Auth auth : Settings.Auth.values()) {
                try (ScriptedBackend backend = ScriptedBackend
                        .answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                        RunningGateway gateway = start(backend, api, auth);
                        RawClient client = new RawClient(gateway.port())) {
                    client.send(requestLine + "\n" + fields.replace('^', '\n') + "\n");
                    assertThat(client.receive().status()).as("%s %s", api, auth).isEqualTo(status);
                    assertThat(backend.heads()).as("%s %s", api, auth).hasSize(status == 200 ? 1 : 0);
                }
            }
        }
    }

    private RunningGateway start(ScriptedBackend backend, ApiKind api, Settings.Auth auth) {
        return RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:%d
                    routes:
                      - {name: open, hosts: [open.example]}
                      - {name: keyed, hosts: [keyed.example], plugins: [{name: key-auth}]}
                """.formatted(backend.port()), api, auth);
    }
}
