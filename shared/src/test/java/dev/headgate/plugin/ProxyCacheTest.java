package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.cache.CachedAnswer;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyCacheTest {
    private static final String TEXT = "200 + Content-Type: text/plain";

    /// Requests one after another, at the second that stands before each, to a backend that always gives the same answer.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                 | backend's answer                                  | requests                                            | X-Cache-Status of each
            {}                                     | 200 + Content-Type: text/plain                    | 0 GET /; 1 GET /; 299 GET /; 300 GET /              | Miss; Hit 1; Hit 299; Miss
            {}                                     | 404 + Content-Type: application/json              | 0 GET /; 9 GET /                                    | Miss; Hit 9
            {}                                     | 500 + Content-Type: text/plain                    | 0 GET /; 9 GET /                                    | Bypass; Bypass
            {response_code: [500]}                 | 500 + Content-Type: text/plain                    | 0 GET /; 9 GET /                                    | Miss; Hit 9
            {cache_ttl: 10}                        | 200 + Content-Type: text/plain                    | 0 GET /; 9 GET /; 10 GET /                          | Miss; Hit 9; Miss
            {cache_ttl: 10, storage_ttl: 60}       | 200 + Content-Type: text/plain                    | 0 GET /; 10 GET /; 11 GET /; 20 GET /               | Miss; Hit 10; Refresh; Hit 9
            {}                                     | 200 + Content-Type: text/plain                    | 0 POST /; 1 POST /; 2 HEAD /; 3 HEAD /; 4 GET /     | Bypass; Bypass; Miss; Hit 1; Miss
            {request_method: [POST]}               | 200 + Content-Type: text/plain                    | 0 POST /; 1 POST /; 2 GET /                         | Miss; Hit 1; Bypass
            {}                                     | 200 + Content-Type: text/plain; charset=utf-8     | 0 GET /; 1 GET /                                    | Bypass; Bypass
            {content_type: [text/plain; charset=utf-8]} | 200 + Content-Type: Text/Plain;Charset="utf-8" | 0 GET /; 1 GET /                                  | Miss; Hit 1
            {content_type: [text/plain; charset=utf-8]} | 200 + Content-Type: text/plain               | 0 GET /; 1 GET /                                    | Bypass; Bypass
            {content_type: [image/*]}              | 200 + Content-Type: image/png                     | 0 GET /; 1 GET /                                    | Miss; Hit 1
            {content_type: ["*/*"]}                | 200 + Content-Type: whatever                      | 0 GET /; 1 GET /                                    | Miss; Hit 1
            {content_type: ["*"]}                  | 200                                               | 0 GET /; 1 GET /                                    | Bypass; Bypass
            {}                                     | 200 + Content-Type: text/plain                    | 0 GET /a; 1 GET /A; 2 GET /a?x=1; 3 GET /a?x=2; 4 GET /a?x=1 | Miss; Miss; Miss; Miss; Hit 2
            {ignore_uri_case: true}                | 200 + Content-Type: text/plain                    | 0 GET /a; 1 GET /A                                  | Miss; Hit 1
            {}                                     | 200 + Content-Type: text/plain                    | 0 GET /?a=1&b=2; 1 GET /?b=2&a=1; 2 GET /?a=1%3Ab%3D2; 3 GET /?a=2&a=1; 4 GET /?a=1&a=2; 5 GET /?a=1%2C2; 6 GET /?a; 7 GET /?a= | Miss; Hit 1; Miss; Miss; Hit 1; Miss; Miss; Miss
            {}                                     | 200 + Content-Type: text/plain                    | 0 GET /?a=1; 1 GET /?a=1&a; 2 GET /?a&a=1; 3 GET /?a=1&a=; 4 GET /?a&a | Miss; Miss; Hit 1; Miss; Miss
            {}                                     | 200 + Content-Type: text/plain                    | 0 GET /?q=caf%E9; 1 GET /?q=caf%E8; 2 GET /?q=caf%EF%BF%BD; 3 GET /?q=caf%e9 | Miss; Miss; Miss; Hit 3
            {vary_query_params: [é]}               | 200 + Content-Type: text/plain                    | 0 GET /?%C3%A9=1; 1 GET /?%C3%A9=2; 2 GET /?%C3%A9=1&a | Miss; Miss; Hit 2
            {vary_query_params: [b, a]}            | 200 + Content-Type: text/plain                    | 0 GET /?a=1&z=1; 1 GET /?z=2&a=1; 2 GET /?a=1&b=1   | Miss; Hit 1; Miss
            {vary_headers: [accept-language]}      | 200 + Content-Type: text/plain                    | 0 GET / + Accept-Language: de; 1 GET / + Accept-Language: en; 2 GET / + Accept-Language: de; 3 GET / | Miss; Miss; Hit 2; Miss
            {}                                     | 200 + Content-Type: text/plain + Cache-Control: no-store | 0 GET / + Cache-Control: no-store; 1 GET / + Authorization: x | Miss; Hit 1
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=20 | 0 GET /; 19 GET /; 20 GET /                 | Miss; Hit 19; Miss
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=20, s-maxage=5 | 0 GET /; 4 GET /; 5 GET /        | Miss; Hit 4; Miss
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: MAX-AGE="20" | 0 GET /; 19 GET /                         | Miss; Hit 19
            {cache_control: true}                  | 200 + Content-Type: text/plain + Expires: Wed, 25 Nov 2026 10:20:50 GMT | 0 GET /; 19 GET /; 20 GET /     | Miss; Hit 19; Bypass
            {cache_control: true}                  | 200 + Content-Type: text/plain + Expires: Wednesday, 25-Nov-26 10:20:50 GMT | 0 GET /; 19 GET /           | Miss; Hit 19
            {cache_control: true}                  | 200 + Content-Type: text/plain + Expires: Wed Nov 25 10:20:50 2026 | 0 GET /; 19 GET /                    | Miss; Hit 19
            {cache_control: true}                  | 200 + Content-Type: text/plain + Expires: 0       | 0 GET /; 1 GET /                                    | Bypass; Bypass
            {cache_control: true}                  | 200 + Content-Type: text/plain                    | 0 GET /; 1 GET /                                    | Bypass; Bypass
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: private, max-age=9 | 0 GET /; 1 GET /                     | Bypass; Bypass
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: no-cache, max-age=9 | 0 GET /; 1 GET /                    | Bypass; Bypass
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=90 | 0 GET / + Cache-Control: no-store; 1 GET / + Cache-Control: no-cache; 2 GET / | Bypass; Bypass; Miss
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=90 | 0 GET /; 5 GET / + Cache-Control: max-age=5; 9 GET / + Cache-Control: max-age=5; 10 GET / | Miss; Hit 5; Refresh; Hit 1
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=90 | 0 GET /; 80 GET / + Cache-Control: min-fresh=10; 81 GET / + Cache-Control: min-fresh=10 | Miss; Hit 80; Refresh
            {cache_control: true, storage_ttl: 99} | 200 + Content-Type: text/plain + Cache-Control: max-age=10 | 0 GET /; 20 GET /; 20 GET / + Cache-Control: max-stale=10; 20 GET / + Cache-Control: max-stale; 21 GET / + Cache-Control: max-stale=10 | Miss; Hit 20; Hit 20; Hit 20; Refresh
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=90 | 0 GET / + Cache-Control: only-if-cached; 1 GET /; 2 GET / + Cache-Control: only-if-cached | 504; Miss; Hit 1
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: max-age=90 | 0 GET / + Authorization: x; 1 GET / + Authorization: x; 2 GET / | Bypass; Bypass; Miss
            {cache_control: true}                  | 200 + Content-Type: text/plain + Cache-Control: public, max-age=90 | 0 GET / + Authorization: x; 1 GET / | Miss; Hit 1
            {response_headers: {X-Cache-Status: false}} | 200 + Content-Type: text/plain               | 0 GET /; 1 GET /; 2 GET / + Kong-Debug: 1           | -; - 1; Hit 2
            {response_headers: {age: false}}       | 200 + Content-Type: text/plain                    | 0 GET /; 1 GET /                                    | Miss; Hit
            """)
    void answers_are_kept_and_given_again(String config, String answer, String requests, String statuses) {
        ProxyCache plugin = plugin(config);
        CacheStore cache = new MemoryCacheStore();
        List<String> seen = new ArrayList<>();
        for (String request : requests.split("; ")) {
            String[] parts = request.split(" ", 2);
            Response given = send(plugin, cache, Long.parseLong(parts[0]),
                    PluginKit.exchange(Written.request(parts[1])),
                    Written.response(answer + " + body: hello"));
            String status = given.headers().contains("X-Cache-Status") ? given.headers().first("X-Cache-Status") : "-";
            String age = given.headers().contains("Age") ? " " + given.headers().first("Age") : "";
            seen.add(given.status() == 504 ? "504" : status + age);
        }
        assertThat(String.join("; ", seen)).isEqualTo(statuses);
    }

    @Test
    void what_is_given_again_is_the_answer_without_what_belonged_to_its_moment() {
        CacheStore cache = new MemoryCacheStore();
        ProxyCache plugin = plugin("{}");
        Exchange exchange = PluginKit.exchange(Written.request("GET /a"));
        Response answer = Written.response(TEXT + " + X-A: 1 + Connection: close + Content-Length: 5 + Age: 7"
                + " + X-RateLimit-Remaining-Minute: 3 + RateLimit-Reset: 8 + Set-Cookie: a=b + body: hello");
        Response first = send(plugin, cache, 0, exchange, answer);
        assertThat(first.headers().first("X-Cache-Key")).hasSize(64);
        Response again = send(plugin, cache, 5, exchange, Response.of(500));
        assertThat(Written.of(again)).isEqualTo(TEXT + " + X-A: 1 + Set-Cookie: a=b + Age: 5 + X-Cache-Status: Hit"
                + " + X-Cache-Key: " + first.headers().first("X-Cache-Key") + " + Content-Length: 5 + body: hello");
    }

    /// The keys that Kong computes: sha256 of `route|GET|GET / HTTP/1.1||` and so on.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '"', textBlock = """
            request      | consumer | what Kong hashes
            GET /        |          | "id-of-route|GET|GET / HTTP/1.1||"
            GET /a?b=1   |          | "id-of-route|GET|GET /a|b=1|"
            HEAD /a?b&c= |          | "id-of-route|HEAD|HEAD /a|b:c=|"
            GET /        | alice    | "id-of-alice:id-of-route|GET|GET / HTTP/1.1||"
            """)
    void keys_are_those_of_kong(String request, String consumer, String hashed) throws NoSuchAlgorithmException {
        Exchange exchange = PluginKit.exchange(Written.request(request));
        Exchange whose = consumer == null ? exchange : exchange.withIdentity(alice());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(hashed.getBytes(StandardCharsets.UTF_8));
        assertThat(send(plugin("{}"), new MemoryCacheStore(), 0, whose, Written.response(TEXT)).headers()
                .first("X-Cache-Key")).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void a_consumers_answers_are_his_own() {
        CacheStore cache = new MemoryCacheStore();
        ProxyCache plugin = plugin("{cache_control: true}");
        Exchange anonymous = PluginKit.exchange(Written.request("GET / + Authorization: Bearer x"));
        Exchange alice = anonymous.withIdentity(alice());
        Response answer = Written.response(TEXT + " + Cache-Control: max-age=60");
        assertThat(status(send(plugin, cache, 0, alice, answer))).isEqualTo("Miss");
        assertThat(status(send(plugin, cache, 1, alice, answer))).isEqualTo("Hit");
        assertThat(status(send(plugin, cache, 2, anonymous, answer))).isEqualTo("Bypass");
    }

    /// Earlier plugins write what the answer depends on; what clients write there is no matter.
    @Test
    void answers_depend_on_fields_as_earlier_plugins_left_them() {
        CacheStore cache = new MemoryCacheStore();
        ProxyCache plugin = plugin("{vary_headers: [X-Tenant]}");
        Exchange forged = PluginKit.exchange(Written.request("GET / + X-Tenant: b"));
        Exchange tenantA = forged.withUpstream(forged.upstream().withHeader("X-Tenant", "a"));
        Exchange plain = PluginKit.exchange(Written.request("GET /"));
        Exchange tenantB = plain.withUpstream(plain.upstream().withHeader("X-Tenant", "b"));
        assertThat(status(send(plugin, cache, 0, tenantA, Written.response(TEXT)))).isEqualTo("Miss");
        assertThat(status(send(plugin, cache, 0, tenantB, Written.response(TEXT)))).isEqualTo("Miss");
        assertThat(status(send(plugin, cache, 0, tenantA, Written.response(TEXT)))).isEqualTo("Hit");
    }

    @Test
    void where_the_store_cannot_be_asked_the_backend_is() {
        ProxyCache plugin = plugin("{}");
        Response answer = send(plugin, new Broken(), 0, PluginKit.exchange(Written.request("GET /")),
                Written.response(TEXT));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().contains("X-Cache-Status")).isFalse();
        assertThat(answer.headers().contains("X-Cache-Key")).isTrue();
    }

    /// Can be read and not written.
    private record Broken() implements CacheStore {
        @Override
        public Optional<CachedAnswer> get(String key, Instant now) {
            throw new CacheStoreUnavailableException("down", new IllegalStateException());
        }

        @Override
        public boolean put(String key, CachedAnswer answer) {
            throw new CacheStoreUnavailableException("down", new IllegalStateException());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                             | problem
            {}                                                 | test.yaml:1:1 error HG0103 plugin proxy-cache config.strategy: required field missing. Where answers are kept: in the gateway's store of answers, which is chosen for all plugins.
            {strategy: redis}                                  | test.yaml:1:12 error HG0107 plugin proxy-cache config.strategy: "redis": expected one of: memory.
            {strategy: memory, content_type: [plain]}          | test.yaml:1:35 warning HG0305 plugin proxy-cache config.content_type[0]: 'plain' is no media type, so no answer has it. Write type/subtype, for example application/json; charset=utf-8.
            {strategy: memory, memory: {dictionary_name: own}} | test.yaml:1:46 warning HG0305 plugin proxy-cache config.memory.dictionary_name: There is no nginx here, and one store for all answers.
            """)
    void what_cannot_be_as_written_is_said(String config, String problem) {
        assertThat(PluginKit.problems(ProxyCache.TYPE, config)).contains(problem);
    }

    private static Identity alice() {
        return new Identity.Anonymous(PluginKit.consumer("alice"));
    }

    private static String status(Response response) {
        return response.headers().first("X-Cache-Status");
    }

    private static ProxyCache plugin(String config) {
        String inner = config.substring(1, config.length() - 1);
        return PluginKit.plugin(ProxyCache.TYPE, "{strategy: memory" + (inner.isEmpty() ? "" : ", " + inner) + "}");
    }

    private static Response send(ProxyCache plugin, CacheStore cache, long second, Exchange exchange, Response answer) {
        Resources still = PluginKit.context(plugin).resources();
        PluginContext context = new PluginContext(PluginKit.instance(plugin), PluginKit.resources(still.credentials(),
                still.counters(), InstantSource.fixed(PluginKit.NOW.plusSeconds(second))).withCache(cache));
        return switch (plugin.access(exchange, context)) {
            case Step.Proceed(Exchange next) -> plugin.response(next, answer, context);
            case Step.Answer(Exchange next, Response own) -> plugin.response(next, own, context);
        };
    }
}
