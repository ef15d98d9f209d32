package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.proxy.ScriptedBackend;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a client sends reaches the backend, and what the backend answers reaches the client, through the events of either
/// kind of API.
class PathToBackendTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # target                    | over an HTTP API            | over a REST API
                    /                           | /                           | /
                    /a/b/                       | /a/b/                       | /a/b/
                    /a%20b                      | /a%20b                      | /a%20b
                    /a%2Fb                      | /a%2Fb                      | /a%2Fb
                    /caf%C3%A9                  | /caf%C3%A9                  | /caf%C3%A9
                    /a?b=1&b=2&c                | /a?b=1&b=2&c                | /a?b=1&b=2&c=
                    /a?q=x+y%2Bz                | /a?q=x+y%2Bz                | /a?q=x%20y%2Bz
                    /a?x[]=1&x[]=2              | /a?x[]=1&x[]=2              | /a?x%5B%5D=1&x%5B%5D=2
                    /a?u=http://h/p?q=1         | /a?u=http://h/p?q=1         | /a?u=http%3A%2F%2Fh%2Fp%3Fq%3D1
                    """)
    void the_target_arrives(String target, String overHttpApi, String overRestApi) {
        for (ApiKind api : ApiKind.values()) {
            try (ScriptedBackend backend = ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    RunningGateway gateway = open(backend, api)) {
                assertThat(gateway.send("GET " + target).status()).isEqualTo(200);
                assertThat(backend.heads().getFirst()).as("%s", api)
                        .startsWith("GET " + (api == ApiKind.HTTP ? overHttpApi : overRestApi) + " HTTP/1.1\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void header_fields_and_cookies_arrive(ApiKind api) {
        try (ScriptedBackend backend = ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RunningGateway gateway = open(backend, api)) {
            gateway.send("GET /", "Host: api.example.com:8000", "X-One: 1", "X-One: 2", "Cookie: a=1; b=\"x,y\"; c=",
                    "Accept: text/html, */*;q=0.1", "Keep-Alive: 5", "TE: trailers", "X-Forwarded-For: 198.51.100.1");
            String head = backend.heads().getFirst();
            assertThat(values(head, "x-one")).isIn(List.of("1", "2"), List.of("1,2"));
            assertThat(values(head, "cookie")).containsExactly("a=1; b=\"x,y\"; c=");
            assertThat(values(head, "accept")).containsExactly("text/html, */*;q=0.1");
            assertThat(values(head, "host")).containsExactly("127.0.0.1:" + backend.port());
            assertThat(values(head, "keep-alive")).isEmpty();
            assertThat(values(head, "x-forwarded-for")).containsExactly("198.51.100.1, 127.0.0.1");
            assertThat(values(head, "x-forwarded-proto")).containsExactly("http");
            assertThat(values(head, "x-forwarded-host")).containsExactly("api.example.com");
            assertThat(values(head, "x-forwarded-path")).containsExactly("/");
            assertThat(values(head, "x-real-ip")).containsExactly("127.0.0.1");
            assertThat(values(head, "via")).allMatch(via -> via.startsWith("1.1 headgate/"));
            assertThat(values(head, "x-kong-request-id")).allMatch(id -> id.matches("[0-9a-f]{32}")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void binary_content_arrives_in_both_directions(ApiKind api) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[][] seen = new byte[1][];
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            seen[0] = conversation.readBody(all.length);
            conversation.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 256\r\n\r\n");
            conversation.send(all);
        }); RunningGateway gateway = open(backend, api)) {
            Response response = gateway.send("POST /upload", all, "Content-Type: application/octet-stream");
            assertThat(seen[0]).isEqualTo(all);
            assertThat(response.body().bytes()).isEqualTo(all);
            assertThat(response.headers().first("Content-Type")).isEqualTo("image/png");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_answer_arrives(ApiKind api) {
        try (ScriptedBackend backend = ScriptedBackend.answering("""
                HTTP/1.1 418 I'm a teapot\r
                Content-Type: text/plain; charset=utf-8\r
                Set-Cookie: a=1; Path=/\r
                Set-Cookie: b=2; Expires=Wed, 25 Nov 2026 10:00:00 GMT\r
                X-Two: 1\r
                X-Two: 2\r
                Transfer-Encoding: chunked\r
                \r
                3\r
                tea\r
                0\r
                \r
                """); RunningGateway gateway = open(backend, api)) {
            Response response = gateway.send("GET /pot");
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.body().utf8()).isEqualTo("tea");
            assertThat(response.headers().all("Set-Cookie")).containsExactly("a=1; Path=/",
                    "b=2; Expires=Wed, 25 Nov 2026 10:00:00 GMT");
            assertThat(String.join(",", response.headers().all("X-Two")).replace(" ", "")).isEqualTo("1,2");
            assertThat(response.headers().first("Via")).startsWith("1.1 headgate/");
            assertThat(response.headers().first("X-Kong-Upstream-Latency")).matches("\\d+");
            assertThat(response.headers().first("X-Kong-Proxy-Latency")).matches("\\d+");
            assertThat(response.headers().first("X-Kong-Request-Id")).matches("[0-9a-f]{32}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # backend answers           | status | message
                    nothing                     | 502    | An invalid response was received from the upstream server
                    no HTTP                     | 502    | An invalid response was received from the upstream server
                    """)
    void a_broken_backend_is_told_as_Kong_tells_it(String answer, int status, String message) {
        for (ApiKind api : ApiKind.values()) {
            try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
                conversation.readHead();
                conversation.send(answer.equals("nothing") ? "" : "220 mail.example.com ESMTP\r\n\r\n");
            }); RunningGateway gateway = open(backend, api)) {
                Response response = gateway.send("POST /", RunningGateway.utf8("{}"), "Accept: application/json");
                assertThat(response.status()).isEqualTo(status);
                assertThat(response.body().utf8()).contains("\"message\":\"" + message + "\"", "\"request_id\":\"");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_no_route_takes_gets_Kongs_404(ApiKind api) {
        try (RunningGateway gateway = RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:9
                    routes:
                      - {name: only, paths: [/only], methods: [POST]}
                """, api, Settings.Auth.EDGE)) {
            Response response = gateway.send("GET /only");
            assertThat(response.status()).isEqualTo(404);
            String id = response.headers().first("X-Kong-Request-Id");
            assertThat(response.body().utf8()).isEqualTo("""
                    {
                      "message":"no Route matched with those values",
                      "request_id":"%s"
                    }""".formatted(id));
            String server = response.headers().contains("Server") ? "Server" : "x-amzn-Remapped-Server";
            assertThat(response.headers().first(server)).startsWith("headgate/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void head_and_bodyless_answers_stay_without_content(ApiKind api) {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            while (!conversation.readHead().isEmpty()) {
                conversation.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n");
            }
        }); RunningGateway gateway = open(backend, api)) {
            assertThat(gateway.send("HEAD /").status()).isEqualTo(200);
        }
    }

    private RunningGateway open(ScriptedBackend backend, ApiKind api) {
        return RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:%d
                    routes:
                      - {name: open, paths: [/], strip_path: false}
                """.formatted(backend.port()), api, Settings.Auth.EDGE);
    }

    private static List<String> values(String head, String name) {
        return Arrays.stream(head.split("\n")).skip(1).filter(line -> line.toLowerCase(Locale.ROOT)
                .startsWith(name + ":")).flatMap(line -> Stream.of(line.substring(name.length() + 1).strip())).toList();
    }
}
