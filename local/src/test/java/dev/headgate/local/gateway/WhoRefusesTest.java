package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.proxy.ScriptedBackend;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same callers at the edge and at the router, for both kinds of API: who gets in is the same, who refuses is not.
class WhoRefusesTest {
    @TempDir
    private Path folder;

    private ScriptedBackend backend;

    @BeforeEach
    void startBackend() {
        backend = ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @AfterEach
    void stopBackend() {
        backend.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock = """
                    # target              | field                                         | edge | strict | consumer
                    /keyed                | apikey: alice-key                             | 200  | 200    | alice
                    /keyed?apikey=alice-key | X: y                                        | 200  | 200    | alice
                    /keyed                | apikey: bob-key                               | 403  | 403    | -
                    /keyed                | apikey: nobody                                | 401  | 401    | -
                    /keyed                | X: y                                          | 401  | 401    | -
                    /keyed/../keyed       | X: y                                          | 401  | 401    | -
                    //keyed               | X: y                                          | 401  | 401    | -
                    /%6beyed              | X: y                                          | 401  | 401    | -
                    /open/../keyed        | X: y                                          | 401  | 401    | -
                    /hidden               | apikey: bob-key                               | 200  | 200    | bob
                    /either               | apikey: alice-key                             | 200  | 200    | alice
                    /either               | Authorization: Basic YWxpY2U6YWxpY2UtcGFzc3dvcmQ= | 200 | 200 | alice
                    /either               | apikey: wrong                                 | 200  | 200    | guest
                    /open                 | X-Consumer-Username: mallory                  | 200  | 200    | mallory
                    /keyed                | X-Consumer-Username: alice                    | 401  | 401    | -
                    """)
    void who_gets_in(String target, String field, int edge, int strict, String consumer) {
        for (ApiKind api : ApiKind.values()) {
            for (Settings.Auth auth : Settings.Auth.values()) {
                int before = backend.heads().size();
                try (RunningGateway gateway = start(api, auth)) {
                    Response response = gateway.send("GET " + target, field);
                    assertThat(response.status()).as("%s %s", api, auth)
                            .isEqualTo(auth == Settings.Auth.EDGE ? edge : strict);
                }
                boolean reached = backend.heads().size() > before;
                assertThat(reached).as("%s %s reaches the backend", api, auth).isEqualTo(!consumer.equals("-"));
                if (reached) {
                    String head = backend.heads().getLast();
                    assertThat(value(head, "x-consumer-username")).as("%s %s", api, auth).isEqualTo(consumer);
                    if (target.equals("/hidden")) {
                        assertThat(head).as("%s %s", api, auth).doesNotContain("bob-key");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # api | auth   | body                                                                         | challenge
                    HTTP  | EDGE   | {"message":"Unauthorized"}                                                   |
                    HTTP  | STRICT | {\\n  "message":"No API key found in request",\\n  "request_id":"ID"\\n}     | Key
                    REST  | EDGE   | {"message":"No API key found in request"}                                    | Key
                    REST  | STRICT | {\\n  "message":"No API key found in request",\\n  "request_id":"ID"\\n}     |
                    """)
    void what_a_refused_caller_is_told(ApiKind api, Settings.Auth auth, String body, String challenge) {
        try (RunningGateway gateway = start(api, auth)) {
            Response response = gateway.send("GET /keyed");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.body().utf8().replaceAll("[0-9a-f]{32}", "ID")).isEqualTo(body.replace("\\n", "\n"));
            assertThat(response.headers().first("WWW-Authenticate")).isEqualTo(challenge == null ? "" : challenge);
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP, EDGE", "HTTP, STRICT", "REST, EDGE", "REST, STRICT"})
    void a_preflight_is_answered_before_anybody_asks_for_a_key(ApiKind api, Settings.Auth auth) {
        try (RunningGateway gateway = start(api, auth)) {
            Response response = gateway.send("OPTIONS /browser", "Origin: https://app.example.com",
                    "Access-Control-Request-Method: GET");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().first("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
            assertThat(backend.heads()).isEmpty();
        }
    }

    private RunningGateway start(ApiKind api, Settings.Auth auth) {
        return RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:%d
                    routes:
                      - name: keyed
                        paths: [/keyed]
                        plugins:
                          - {name: key-auth}
                          - {name: acl, config: {allow: [staff]}}
                      - name: hidden
                        paths: [/hidden]
                        plugins:
                          - {name: key-auth, config: {hide_credentials: true}}
                      - name: either
                        paths: [/either]
                        plugins:
                          - {name: key-auth, config: {anonymous: guest}}
                          - {name: basic-auth, config: {anonymous: guest}}
                      - name: browser
                        paths: [/browser]
                        plugins:
                          - {name: cors, config: {origins: ["https://app.example.com"]}}
                          - {name: key-auth}
                      - name: open
                        paths: [/open]
                consumers:
                  - username: alice
                    custom_id: "42"
                    acls: [{group: staff}]
                    keyauth_credentials: [{key: alice-key}]
                    basicauth_credentials: [{username: alice, password: alice-password}]
                  - username: bob
                    keyauth_credentials: [{key: bob-key}]
                  - username: guest
                """.formatted(backend.port()), api, auth);
    }

    private static String value(String head, String name) {
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":")).findFirst()
                .map(line -> line.substring(name.length() + 1).strip()).orElse("");
    }
}
