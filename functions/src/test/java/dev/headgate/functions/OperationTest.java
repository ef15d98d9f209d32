package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings.Auth;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.http.Body;
import dev.headgate.http.Request;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.FunctionLog;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Operation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the deployed functions write of requests.
class OperationTest {
    private static final String MARK = "s3cr3t";
    private static final String CONFIG = """
            services:
            - name: s
              host: 127.0.0.1
              port: PORT
              retries: 0
              routes:
              - {name: open, paths: [/open]}
              - {name: keyed, paths: [/keyed], plugins: [{name: key-auth}]}
              - {name: basic, paths: [/basic], plugins: [{name: basic-auth}]}
              - {name: token, paths: [/token], plugins: [{name: jwt, config: {uri_param_names: [jwt]}}]}
              - {name: signed, paths: [/signed], plugins: [{name: hmac-auth}]}
              - {name: lost, paths: [/lost], plugins: [{name: key-auth, config: {anonymous: gone}}]}
              - name: limited
                paths: [/limited]
                plugins: [{name: rate-limiting, config: {minute: 1, limit_by: header, header_name: apikey}}]
              - name: transformed
                paths: [/transformed]
                plugins: [{name: request-transformer, config: {add: {headers: ["x-a:$(headers.cookie)"]}}}]
            - {name: closed, host: 127.0.0.1, port: 1, retries: 0, routes: [{name: closed, paths: [/closed]}]}
            consumers:
            - username: alice
              keyauth_credentials: [{key: s3cr3t-key}]
              basicauth_credentials: [{username: s3cr3t-user, password: s3cr3t-password}]
              jwt_secrets: [{key: s3cr3t-issuer, secret: s3cr3t-of-alice}]
            """;

    private final List<String> written = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            EDGE   | HTTP | /open    | ''         | -        | proxied Requests=1 UpstreamLatency ClientErrors=0 ServerErrors=0 RateLimited=0 StoreFailures=0 UncountedRequests=0
            EDGE   | HTTP | /nowhere | ''         | -        | refused Requests=1 ClientErrors=1 ServerErrors=0 RateLimited=0 StoreFailures=0 UncountedRequests=0
            EDGE   | HTTP | /closed  | ''         | -        | failed Requests=1 ClientErrors=0 ServerErrors=1 RateLimited=0 StoreFailures=0 UncountedRequests=0
            EDGE   | HTTP | /keyed   | s3cr3t-key | attested AuthorizerRequests=1 AuthorizerRefused=0 AuthorizerFailed=0 | proxied Requests=1 UpstreamLatency ClientErrors=0 ServerErrors=0 RateLimited=0 StoreFailures=0 UncountedRequests=0
            EDGE   | HTTP | /keyed   | wrong      | refused AuthorizerRequests=1 AuthorizerRefused=1 AuthorizerFailed=0  | -
            EDGE   | REST | /keyed   | wrong      | refused AuthorizerRequests=1 AuthorizerRefused=1 AuthorizerFailed=0  | -
            EDGE   | HTTP | /lost    | wrong      | failed AuthorizerRequests=1 AuthorizerRefused=0 AuthorizerFailed=1   | -
            EDGE   | REST | /lost    | wrong      | failed AuthorizerRequests=1 AuthorizerRefused=0 AuthorizerFailed=1   | -
            STRICT | HTTP | /keyed   | wrong      | -        | plugin Requests=1 ClientErrors=1 ServerErrors=0 RateLimited=0 StoreFailures=0 UncountedRequests=0
            STRICT | HTTP | /lost    | wrong      | -        | plugin Requests=1 ClientErrors=0 ServerErrors=1 RateLimited=0 StoreFailures=0 UncountedRequests=0
            """)
    void requests_are_counted(Auth auth, Style style, String path, String key, String authorizer, String router) {
        try (ScriptedBackend backend = backend(); TestApi api = api(style, backend, auth)) {
            api.send(GatewayKit.request("GET", path, "apikey", key));
            assertThat(written.stream().map(OperationTest::summary).toList()).containsExactlyElementsOf(
                    List.of(authorizer, router).stream().filter(line -> !line.equals("-")).toList());
        }
    }

    /// Without what depends on time, and on which request is the first.
    private static String summary(String line) {
        String metrics = line.replaceAll(".*\"Deployment\":\"orders\",(.*),\"_aws\".*", "$1")
                .replaceAll("\"(Authorizer)?(Latency|ColdStarts)\":\\d+,?", "")
                .replaceAll("\"Route\":\"[^\"]*\",", "").replaceAll("\"UpstreamLatency\":\\d+", "\"UpstreamLatency\"")
                .replace(':', '=').replace("\"", "")
                .replace(',', ' ').strip();
        return line.replaceAll(".*\"decision\":\"([a-zA-Z]+)\".*", "$1") + " " + metrics;
    }

    @ParameterizedTest
    @CsvSource({"EDGE, HTTP", "EDGE, HTTP_V1", "EDGE, REST", "STRICT, HTTP", "STRICT, REST"})
    void nothing_that_the_client_sent_is_written(Auth auth, Style style) {
        List<String> paths = List.of("/open", "/keyed", "/basic", "/token", "/signed", "/lost", "/limited", "/limited",
                "/transformed", "/closed", "/nowhere", "/%zz");
        try (ScriptedBackend backend = backend(); TestApi api = api(style, backend, auth)) {
            for (String path : paths) {
                api.send(marked(path, MARK + "-key", "Basic czNjcjN0LXVzZXI6czNjcjN0LXBhc3N3b3Jk"));
                api.send(marked(path, MARK + "-wrong", "Bearer " + MARK));
                api.send(marked(path, MARK + "-wrong", "hmac username=\"" + MARK + "\", signature=\"" + MARK + "\""));
            }
            assertThat(written).hasSizeGreaterThan(paths.size())
                    .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(MARK, "czNjcjN0", "203.0.113.7"));
            assertThat(api.log()).isEmpty();
        }
    }

    private static Request marked(String path, String key, String authorization) {
        Request request = GatewayKit.request("POST",
                path + "/" + MARK + "?apikey=" + key + "&jwt=" + MARK + "&" + MARK + "=" + MARK, "Host",
                MARK + ".test", "apikey", key, "Authorization", authorization, "Proxy-Authorization", authorization,
                "Cookie", "session=" + MARK + "; " + MARK + "=1", "X-" + MARK, MARK, "User-Agent", MARK,
                "X-Forwarded-For", "203.0.113.7", "Date", MARK, "Content-Type", "application/" + MARK);
        return new Request(request.method(), request.scheme(), request.host(), request.port(), request.target(),
                request.headers(), Body.utf8("{\"password\":\"" + MARK + "\""), request.client(), request.requestId());
    }

    private TestApi api(Style style, ScriptedBackend backend, Auth auth) {
        ActiveGateway gateway = GatewayKit.active(CONFIG, backend.port(), PluginKit.NOW, auth);
        return new TestApi(style, gateway, Operation.NONE.withLog(
                new FunctionLog("orders", true, gateway.resources().clock(), written::add)));
    }

    private static ScriptedBackend backend() {
        return ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
}
