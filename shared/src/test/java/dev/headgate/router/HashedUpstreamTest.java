package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.Attestation;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.proxy.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two targets, and which of them requests reach.
class HashedUpstreamTest {
    private static final String GUEST = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";

    private final BackendProxy proxy = BackendProxy.system();
    private final List<ScriptedBackend> backends = Stream.of("one", "two").map(name -> ScriptedBackend.answering(
            "HTTP/1.1 200 OK\r\nX-Name: " + name + "\r\nSet-Cookie: own=1\r\nContent-Length: 0\r\n\r\n")).toList();

    @AfterEach
    void close() {
        backends.forEach(ScriptedBackend::close);
        proxy.close();
    }

    /// `N` in a request stands for a number that is another one each time.
    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            hash_on: header, hash_on_header: x-user                  | /        | X-User | N    | spread
            hash_on: header, hash_on_header: x-user                  | /        | X-User | same | one target
            hash_on: header, hash_on_header: x-user                  | /        | X-N    | N    | one target
            hash_on: header, hash_on_header: x-user, hash_fallback: path | /p/N | X-N    | N    | spread
            hash_on: path                                            | /p/N?x=1 | X-N    | N    | spread
            hash_on: path                                            | /p?x=N   | X-N    | N    | one target
            hash_on: query_arg, hash_on_query_arg: x                 | /p?x=N   | X-N    | N    | spread
            hash_on: query_arg, hash_on_query_arg: x                 | /p?x=1&x=2&y=N | X-N | N | one target
            hash_on: query_arg, hash_on_query_arg: y                 | /p?x=N   | X-N    | N    | one target
            hash_on: uri_capture, hash_on_uri_capture: user          | /users/N | X-N    | N    | spread
            hash_on: uri_capture, hash_on_uri_capture: user          | /p/N     | X-N    | N    | one target
            hash_on: uri_capture, hash_on_uri_capture: '1'           | /users/N | X-N    | N    | one target
            hash_on: ip                                              | /p/N     | X-N    | N    | one target
            hash_on: consumer                                        | /        | apikey | key-N | spread
            hash_on: consumer                                        | /        | X-N    | N    | one target
            hash_on: cookie, hash_on_cookie: id                      | /        | Cookie | id=N | spread
            hash_on: cookie, hash_on_cookie: id                      | /        | Cookie | a=N; ID=x | one target
            hash_on: cookie, hash_on_cookie: id                      | /        | X-N    | N    | spread
            hash_on: header, hash_on_header: x-user, hash_fallback: cookie, hash_on_cookie: id | / | X-N | N | spread
            algorithm: consistent-hashing                            | /p/N     | X-N    | N    | one target
            """)
    void requests_go_where_their_hash_says(String hashing, String target, String name, String value, String where) {
        ActiveGateway active = active(hashing);
        List<String> reached = IntStream.range(0, 40).mapToObj(Integer::toString)
                .map(n -> send(active, target.replace("N", n), name.replace("N", n), value.replace("N", n))
                        .first("X-Name"))
                .distinct().toList();
        assertThat(reached).hasSize(where.equals("spread") ? 2 : 1);
    }

    @Test
    void a_client_without_the_cookie_gets_one_and_stays_where_it_is() {
        ActiveGateway active = active("hash_on: cookie, hash_on_cookie: id, hash_on_cookie_path: /shop");
        for (int i = 0; i < 10; i++) {
            Headers first = send(active, "/", "X-N", "1");
            assertThat(first.all("Set-Cookie")).hasSize(2).first().isEqualTo("own=1");
            String cookie = first.all("Set-Cookie").get(1);
            assertThat(cookie).matches("id=[0-9a-f-]{36}; Path=/shop; Same-Site=Lax; HttpOnly");
            Headers second = send(active, "/", "Cookie", cookie.substring(0, 39));
            assertThat(second.first("X-Name")).isEqualTo(first.first("X-Name"));
            assertThat(second.all("Set-Cookie")).containsExactly("own=1");
        }
    }

    @Test
    void the_cookie_takes_the_place_of_the_backend_s_own() {
        ActiveGateway active = active("hash_on: cookie, hash_on_cookie: own");
        assertThat(send(active, "/", "X-N", "1").all("Set-Cookie")).singleElement().asString()
                .matches("own=[0-9a-f-]{36}; Path=/; Same-Site=Lax; HttpOnly");
    }

    private Headers send(ActiveGateway active, String target, String... headers) {
        Response response = new Router(proxy).handle(active, GatewayKit.request("GET", target, headers),
                Attestation.NONE, Deadline.in(Duration.ofMinutes(1), Ticker.system())).response();
        assertThat(response.status()).isEqualTo(200);
        return response.headers();
    }

    private ActiveGateway active(String hashing) {
        StringBuilder consumers = new StringBuilder();
        IntStream.range(0, 40).forEach(n -> consumers
                .append("- {username: consumer-" + n + ", keyauth_credentials: [{key: key-" + n + "}]}\n"));
        String plugin = hashing.startsWith("hash_on: consumer")
                ? "[{name: key-auth, config: {anonymous: " + GUEST + "}}]"
                : "[]";
        consumers.append("- {username: guest, id: " + GUEST + "}\n");
        return GatewayKit.active("""
                services:
                - {name: s, host: two.upstream, routes: [{name: r, paths: [/, '~/users/(?<user>[0-9]+)$']}]}
                upstreams:
                - name: two.upstream
                  %s
                  targets: [{target: '127.0.0.1:%d'}, {target: '127.0.0.1:%d'}]
                consumers:
                %splugins: %s
                """.formatted(hashing.replace(", ", "\n  "), backends.get(0).port(), backends.get(1).port(), consumers,
                plugin), 0);
    }
}
