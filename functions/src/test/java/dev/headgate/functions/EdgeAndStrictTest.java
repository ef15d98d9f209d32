package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings.Auth;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.GatewayKit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever authenticates, the same requests reach the backend, and it is told the same. All combinations of several
/// authentication plugins and credentials are tried.
class EdgeAndStrictTest {
    private static final String CONFIG = """
            services:
            - name: s
              host: 127.0.0.1
              port: PORT
              retries: 0
              routes:
              - {name: one, paths: [/one], plugins: [{name: key-auth}]}
              - {name: both, paths: [/both], plugins: [{name: key-auth}, {name: basic-auth}]}
              - name: either
                paths: [/either]
                plugins:
                - {name: key-auth, config: {anonymous: nobody}}
                - {name: basic-auth, config: {anonymous: nobody}}
              - name: key-optional
                paths: [/key-optional]
                plugins: [{name: key-auth, config: {anonymous: nobody}}, {name: basic-auth}]
              - name: basic-optional
                paths: [/basic-optional]
                plugins: [{name: key-auth}, {name: basic-auth, config: {anonymous: nobody}}]
              - name: key-in-body
                paths: [/key-in-body]
                plugins: [{name: key-auth, config: {key_in_body: true}}, {name: basic-auth}]
              - name: hidden
                paths: [/hidden]
                plugins:
                - {name: key-auth, config: {hide_credentials: true}}
                - {name: basic-auth, config: {hide_credentials: true}}
              - name: no-preflight
                paths: [/no-preflight]
                plugins: [{name: cors}, {name: key-auth, config: {run_on_preflight: false}}]
              - name: members
                paths: [/members]
                plugins: [{name: key-auth}, {name: basic-auth}, {name: acl, config: {allow: [members]}}]
            consumers:
            - username: alice
              custom_id: a-1
              acls: [{group: members}]
              keyauth_credentials: [{key: alices}]
              basicauth_credentials: [{username: alice, password: secret}]
            - {username: bob, keyauth_credentials: [{key: bobs}], basicauth_credentials: [{username: bob, password: b}]}
            - {username: nobody}
            """;
    private static final List<String> PATHS = List.of("/one", "/both", "/either", "/key-optional", "/basic-optional",
            "/key-in-body", "/hidden", "/no-preflight", "/members");
    private static final List<String> KEYS = List.of("", "alices", "bobs", "wrong");
    private static final List<String> PASSWORDS = List.of("", "alice:secret", "bob:b", "alice:wrong");

    /// A request and what becomes of it.
    private record Result(String request, int status, List<String> backend) {}

    @Test
    void the_same_requests_reach_the_backend_and_it_is_told_the_same() {
        try (ScriptedBackend backend = ScriptedBackend.answering("HTTP/1.1 204 No Content\r\n\r\n");
                TestApi strict = api(Style.HTTP, backend, Auth.STRICT);
                TestApi http = api(Style.HTTP, backend, Auth.EDGE);
                TestApi rest = api(Style.REST, backend, Auth.EDGE)) {
            List<Result> expected = all(strict, backend);
            assertThat(expected).hasSize(PATHS.size() * 2 * KEYS.size() * PASSWORDS.size());
            assertThat(expected).extracting(Result::status).contains(204, 401, 403);
            assertThat(all(http, backend)).isEqualTo(expected);
            // REST events keep the case of field names, the others do not.
            assertThat(lowerCase(all(rest, backend))).isEqualTo(lowerCase(expected));
        }
    }

    private static List<Result> all(TestApi api, ScriptedBackend backend) {
        List<Result> results = new ArrayList<>();
        for (String path : PATHS) {
            for (String method : List.of("GET", "OPTIONS")) {
                for (String key : KEYS) {
                    for (String password : PASSWORDS) {
                        results.add(result(api, backend, method, path, key, password));
                    }
                }
            }
        }
        return results;
    }

    private static Result result(TestApi api, ScriptedBackend backend, String method, String path, String key,
            String password) {
        String[] headers = Stream.concat(
                key.isEmpty() ? Stream.empty() : Stream.of("apikey", key),
                password.isEmpty() ? Stream.empty() : Stream.of("Authorization", "Basic " + base64(password)))
                .toArray(String[]::new);
        int before = backend.heads().size();
        Response response = api.send(GatewayKit.request(method, path, headers));
        List<String> seen = List.copyOf(backend.heads().subList(before, backend.heads().size()));
        return new Result(method + " " + path + " " + List.of(headers), response.status(), seen);
    }

    private static List<String> lowerCase(List<Result> results) {
        return results.stream().map(result -> result.request() + result.status() + result.backend().stream()
                .flatMap(String::lines).map(line -> line.toLowerCase(java.util.Locale.ROOT)).sorted().toList())
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TestApi api(Style style, ScriptedBackend backend, Auth auth) {
        return new TestApi(style, GatewayKit.active(CONFIG, backend.port(), PluginKit.NOW, auth));
    }
}
