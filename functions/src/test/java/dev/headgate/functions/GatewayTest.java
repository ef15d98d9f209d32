package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.config.Settings.Auth;
import dev.headgate.event.AttestationCodec;
import dev.headgate.event.AuthorizerAnswer;
import dev.headgate.event.MalformedEventException;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.identity.Identity.VerifiedCredential;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.AnswerTooLargeException;
import dev.headgate.router.GatewayKit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Both functions together, called as API Gateway calls them.
class GatewayTest {
    private static final String CONFIG = """
            services:
            - name: s
              host: 127.0.0.1
              port: PORT
              retries: 0
              routes:
              - {name: open, paths: [/open]}
              - {name: keyed, paths: [/keyed], plugins: [{name: cors}, {name: key-auth, config: {realm: here}}]}
              - {name: other, paths: [/other], plugins: [{name: key-auth}]}
              - {name: body, paths: [/body], plugins: [{name: key-auth, config: {key_in_body: true}}]}
              - name: members
                paths: [/members]
                plugins: [{name: key-auth}, {name: acl, config: {allow: [members]}}]
              - {name: lost, paths: [/lost], plugins: [{name: key-auth, config: {anonymous: gone}}]}
            consumers:
            - {username: alice, acls: [{group: members}], keyauth_credentials: [{key: alices}, {key: old, ttl: 60}]}
            - {username: bob, keyauth_credentials: [{key: bobs}]}
            """;
    private static final String ECHO = "backend";

    @ParameterizedTest(name = "{0} {1}: {2} {3} {4}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            EDGE   | HTTP        | GET     | /open    | ''             | 200 - as nobody
            EDGE   | HTTP        | GET     | /keyed   | apikey: alices | 200 - as alice
            EDGE   | HTTP        | GET     | /keyed   | ''             | 401 - "message":"Unauthorized"
            EDGE   | HTTP        | GET     | /keyed   | apikey: wrong  | 401 - "message":"Unauthorized"
            EDGE   | HTTP        | GET     | /lost    | ''             | 500 - "message":"Internal Server Error"
            EDGE   | HTTP        | GET     | /members | apikey: alices | 200 - as alice
            EDGE   | HTTP        | GET     | /members | apikey: bobs   | 403 - "message":"You cannot consume this service"
            EDGE   | HTTP        | GET     | /body    | ''             | 401 Key "message":"No API key found in request"
            EDGE   | HTTP        | GET     | /body    | apikey: alices | 200 - as alice
            EDGE   | HTTP        | OPTIONS | /keyed   | Origin: https://a.test, Access-Control-Request-Method: PUT | 200 - -
            EDGE   | HTTP_POLICY | GET     | /keyed   | apikey: alices | 200 - as alice
            EDGE   | HTTP_POLICY | GET     | /keyed   | ''             | 401 - "message":"Unauthorized"
            EDGE   | HTTP_V1     | GET     | /keyed   | apikey: alices | 200 - as alice
            EDGE   | HTTP_V1     | GET     | /keyed   | ''             | 401 - "message":"Unauthorized"
            EDGE   | REST        | GET     | /open    | ''             | 200 - as nobody
            EDGE   | REST        | GET     | /keyed   | apikey: alices | 200 - as alice
            EDGE   | REST        | GET     | /keyed   | ''             | 401 Key realm="here" "message":"No API key found in request"
            EDGE   | REST        | GET     | /keyed   | apikey: wrong  | 401 Key realm="here" "message":"Unauthorized"
            EDGE   | REST        | GET     | /lost    | ''             | 500 - "message":"An unexpected error occurred"
            EDGE   | REST        | GET     | /members | apikey: bobs   | 403 - "message":"You cannot consume this service"
            STRICT | HTTP        | GET     | /keyed   | apikey: alices | 200 - as alice
            STRICT | HTTP        | GET     | /keyed   | ''             | 401 Key realm="here" "message":"No API key found in request"
            STRICT | HTTP        | GET     | /keyed   | apikey: wrong  | 401 Key realm="here" "message":"Unauthorized"
            STRICT | HTTP        | GET     | /lost    | ''             | 500 - "message":"anonymous consumer gone is configured but doesn't exist"
            STRICT | HTTP        | OPTIONS | /keyed   | Origin: https://a.test, Access-Control-Request-Method: PUT | 200 - -
            STRICT | REST        | GET     | /keyed   | apikey: alices | 200 - as alice
            # A REST API hands this field on under another name, x-amzn-Remapped-WWW-Authenticate.
            STRICT | REST        | GET     | /keyed   | ''             | 401 - "message":"No API key found in request"
            STRICT | REST        | GET     | /members | apikey: bobs   | 403 - "message":"You cannot consume this service"
            """)
    void a_request_is_answered(Auth auth, Style style, String method, String path, String headers, String answer) {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(style, gateway(backend, PluginKit.NOW, auth))) {
            Response response = api.send(GatewayKit.request(method, path,
                    headers.isEmpty() ? new String[0] : headers.split("(: |, )")));
            String challenge = response.headers().first("WWW-Authenticate");
            assertThat(response.status() + " " + (challenge.isEmpty() ? "-" : challenge))
                    .isEqualTo(answer.replaceAll("(?s)( \"message\":| as | -$).*", ""));
            String body = answer.replaceAll("(?s)^\\d+ .*?(\"message\":|as |-$)", "$1");
            if (body.equals("-")) {
                assertThat(response.body().isEmpty()).isTrue();
            } else {
                assertThat(response.body().utf8()).contains(body);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void what_the_client_sent_reaches_the_backend(Style style) {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(style, gateway(backend, PluginKit.NOW, Auth.STRICT))) {
            Request request = GatewayKit.request("GET", "/open/%2F%41/%c3%a4?b=1&a=%20&b=2", "Cookie", "x=1; y=2",
                    "X-Text", "one, two");
            assertThat(api.send(request).body().utf8()).contains("GET /%2FA/%C3%A4?")
                    .containsIgnoringCase("\nCookie: x=1; y=2\n").containsIgnoringCase("\nX-Text: one, two\n");
        }
    }

    @Test
    void a_credential_that_has_expired_since_is_refused_by_the_router() {
        Instant later = PluginKit.NOW.plusSeconds(60);
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.HTTP,
                        gateway(backend, later, Auth.EDGE), gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            Response response = api.send(GatewayKit.request("GET", "/keyed", "apikey", "old"));
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers().first("WWW-Authenticate")).isEqualTo("Key realm=\"here\"");
            assertThat(backend.heads()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} in mode {1}")
    @CsvSource(delimiter = '|', textBlock = """
            for this plugin              | EDGE   | 200
            for this plugin              | STRICT | 401
            for another route's plugin   | EDGE   | 401
            for a plugin that is no more | EDGE   | 401
            for no plugin                | EDGE   | 401
            of an unknown version        | EDGE   | 401
            that is rubbish              | EDGE   | 401
            of somebody anonymous        | EDGE   | 401
            that has expired             | EDGE   | 401
            """)
    void an_attestation_is_believed_only_where_it_holds(String attested, Auth auth, int status) {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, auth))) {
            ActiveGateway gateway = gateway(backend, PluginKit.NOW, auth);
            Map<String, String> context = switch (attested) {
                case "for another route's plugin" -> context(pluginOf(gateway, "other"), Optional.empty());
                case "for a plugin that is no more" ->
                        context("11111111-2222-3333-4444-555555555555", Optional.empty());
                case "for no plugin" -> AttestationCodec.context(new Attestation(Set.of(), alice(Optional.empty())));
                case "of an unknown version" -> with(context(pluginOf(gateway, "keyed"), Optional.empty()), "hgVersion",
                        "2");
                case "that is rubbish" -> with(context(pluginOf(gateway, "keyed"), Optional.empty()), "hgCredential",
                        "%%%");
                case "of somebody anonymous" -> AttestationCodec.context(new Attestation(
                        Set.of(pluginOf(gateway, "keyed")), new Identity.Anonymous(PluginKit.consumer("alice"))));
                case "that has expired" -> context(pluginOf(gateway, "keyed"), Optional.of(PluginKit.NOW));
                default -> context(pluginOf(gateway, "keyed"), Optional.of(PluginKit.NOW.plusSeconds(1)));
            };
            Response response = api.sendToRouter(GatewayKit.request("GET", "/keyed"), context);
            assertThat(response.status()).isEqualTo(status);
            assertThat(backend.heads()).hasSize(status == 200 ? 1 : 0);
        }
    }

    @Test
    void a_decision_that_was_cached_for_another_route_opens_nothing() {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            var passed = (AuthorizerAnswer.Passed) api
                    .judge(GatewayKit.request("GET", "/keyed", "apikey", "alices"));
            assertThat(api.sendToRouter(GatewayKit.request("GET", "/keyed"), passed.context()).status()).isEqualTo(200);
            assertThat(api.sendToRouter(GatewayKit.request("GET", "/other"), passed.context()).status()).isEqualTo(401);
        }
    }

    @Test
    void a_token_authorizer_finds_the_route_by_the_method_arn() {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.REST_TOKEN, GatewayKit.active(
                        CONFIG.replace("realm: here", "key_names: [authorization]"), backend.port()))) {
            assertThat(api.send(GatewayKit.request("GET", "/keyed", "Authorization", "alices")).status())
                    .isEqualTo(200);
            assertThat(api.send(GatewayKit.request("GET", "/keyed", "Authorization", "wrong")).status()).isEqualTo(401);
        }
    }

    @Test
    void many_threads_get_the_answers_that_one_gets() throws InterruptedException {
        List<String> requests = List.of("/open", "/keyed", "/keyed?apikey=alices", "/members?apikey=bobs",
                "/members?apikey=alices", "/nowhere", "/body?apikey=bobs", "/other?apikey=wrong");
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            Map<String, String> alone = requests.stream()
                    .collect(Collectors.toMap(request -> request, request -> answer(api, request)));
            List<String> wrong = new CopyOnWriteArrayList<>();
            List<Thread> threads = IntStream.range(0, 64).mapToObj(offset -> Thread.ofVirtual().start(() -> {
                for (int i = 0; i < requests.size(); i++) {
                    String request = requests.get((offset + i) % requests.size());
                    String answer = answer(api, request);
                    if (!answer.equals(alone.get(request))) {
                        wrong.add(request + " was answered " + answer + " instead of " + alone.get(request));
                    }
                }
            })).toList();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static String answer(TestApi api, String target) {
        Response response = api.send(GatewayKit.request("GET", target));
        return response.status() + " " + response.body().utf8();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello
            {}
            []
            {"version":"2.0"}
            {"version":"9.9","requestContext":{}}
            """)
    void an_event_that_is_none_fails_the_functions_and_is_not_logged(String event) {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            byte[] octets = event.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> api.invokeRouter(octets)).isInstanceOf(MalformedEventException.class);
            assertThatThrownBy(() -> api.invokeAuthorizer(octets)).isInstanceOf(MalformedEventException.class);
            assertThat(api.log()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .matches("\\{\"requestId\":\"0{32}\",\"decision\":\"failed\",\"latencyMillis\":\\d+,"
                            + "\"cold_start\":true,\"error\":\\{\"message\":\"[^\"]+\"}}"));
        }
    }

    @Test
    void an_answer_that_lambda_cannot_hand_over_fails_the_function() {
        try (ScriptedBackend backend = ScriptedBackend
                .answering("HTTP/1.1 200 OK\r\nContent-Length: 6291557\r\n\r\n");
                TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            assertThatThrownBy(() -> api.send(GatewayKit.request("GET", "/open")))
                    .isInstanceOf(AnswerTooLargeException.class);
            assertThat(api.log()).singleElement().asString()
                    .contains("the backend's answer has more than 6291556 bytes");
        }
    }

    @Test
    void a_request_is_a_line_in_each_functions_log_without_anything_that_the_client_sent() {
        try (ScriptedBackend backend = echo();
                TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            api.send(GatewayKit.request("GET", "/keyed?secret=x", "apikey", "alices", "Authorization", "Bearer x"));
            api.send(GatewayKit.request("GET", "/keyed", "apikey", "wrong"));
            ActiveGateway gateway = gateway(backend, PluginKit.NOW, Auth.EDGE);
            String ids = "\"requestId\":\"[0-9a-f]{32}\",\"routeId\":\"%s\",\"serviceId\":\"%s\",".formatted(
                    gateway.compiled().gateway().routes().get(1).id(),
                    gateway.compiled().gateway().services().getFirst().id());
            String alice = "\"consumerId\":\"" + gateway.compiled().gateway().consumers().getFirst().id() + "\",";
            assertThat(api.log()).hasSize(3);
            assertThat(api.log().get(0)).matches("\\{" + ids + alice
                    + "\"decision\":\"attested\",\"latencyMillis\":\\d+,\"cold_start\":true}");
            assertThat(api.log().get(1)).matches("\\{" + ids + alice
                    + "\"decision\":\"proxied\",\"status\":200,\"latencyMillis\":\\d+,\"upstreamMillis\":\\d+,"
                    + "\"cold_start\":true}");
            assertThat(api.log().get(2)).matches("\\{" + ids
                    + "\"plugin\":\"key-auth\",\"decision\":\"refused\",\"status\":401,\"latencyMillis\":\\d+,"
                    + "\"cold_start\":false}");
        }
    }

    @Test
    void content_in_both_directions_is_left_as_it_is() {
        byte[] content = new byte[70_000];
        new SplittableRandom(3).nextBytes(content);
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            while (!conversation.readHead().isEmpty()) {
                byte[] sent = conversation.readBody(content.length);
                conversation.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: " + sent.length
                        + "\r\n\r\n");
                conversation.send(sent);
            }
        }); TestApi api = new TestApi(Style.HTTP, gateway(backend, PluginKit.NOW, Auth.EDGE))) {
            Request request = GatewayKit.request("POST", "/open", "Content-Type", "application/octet-stream");
            Request withContent = new Request(request.method(), request.scheme(), request.host(), request.port(),
                    request.target(), request.headers(), Body.of(content), request.client(), request.requestId());
            assertThat(api.send(withContent).body()).isEqualTo(Body.of(content));
        }
    }

    private static ActiveGateway gateway(ScriptedBackend backend, Instant now, Auth auth) {
        return GatewayKit.active(CONFIG, backend.port(), now, auth);
    }

    /// Answers with the request's head, after who it says is calling.
    private static ScriptedBackend echo() {
        return ScriptedBackend.serving(conversation -> {
            for (String head = conversation.readHead(); !head.isEmpty(); head = conversation.readHead()) {
                String caller = head.lines().filter(line -> line.startsWith("X-Consumer-Username: "))
                        .map(line -> line.substring(line.indexOf(' ') + 1)).findFirst().orElse("nobody");
                String stable = head.replaceAll("X-Kong-Request-Id: .*\n", "");
                String body = ECHO + " as " + caller + "\n" + stable;
                conversation.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + body);
            }
        });
    }

    private static String pluginOf(ActiveGateway gateway, String route) {
        String routeId = gateway.compiled().gateway().routes().stream().filter(known -> known.name().equals(route))
                .findFirst().orElseThrow().id();
        return gateway.compiled().gateway().plugins().stream()
                .filter(plugin -> plugin.scope().routeId().equals(routeId) && plugin.name().equals("key-auth"))
                .map(PluginInstance::id).findFirst().orElseThrow();
    }

    private static Map<String, String> context(String pluginId, Optional<Instant> expiresAt) {
        return AttestationCodec.context(new Attestation(Set.of(pluginId), alice(expiresAt)));
    }

    private static Identity.Verified alice(Optional<Instant> expiresAt) {
        return new Identity.Verified(Optional.of(PluginKit.consumer("alice")), new VerifiedCredential("key", "key"),
                List.of(), Headers.EMPTY, expiresAt);
    }

    private static Map<String, String> with(Map<String, String> context, String name, String value) {
        Map<String, String> changed = new HashMap<>(context);
        changed.put(name, value);
        return changed;
    }
}
