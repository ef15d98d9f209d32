package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.routing.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitingTest {
    private static final CounterStore DOWN = (_, _, _, _) -> {
        throw new CounterStoreUnavailableException("the table is throttled", new IllegalStateException());
    };
    private static final String REFUSED = " + Content-Type: application/json; charset=utf-8 + body: {\n"
            + "  \"message\":\"API rate limit exceeded\",\n  \"request_id\":\"0123456789abcdef0123456789abcdef\"\n}";

    /// Requests at [PluginKit#NOW], which is 10:20:30 on November 25th: as many as there are answers.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            config                                    | answers: status, limit/remaining of each period, limit/remaining/reset, Retry-After
            {minute: 2}                               | 200 Minute 2/1, 2/1/30; 200 Minute 2/0, 2/0/30; 429 Minute 2/0, 2/0/30, 30
            {second: 1}                               | 200 Second 1/0, 1/0/1; 429 Second 1/0, 1/0/1, 1
            {hour: 1}                                 | 200 Hour 1/0, 1/0/2370; 429 Hour 1/0, 1/0/2370, 2370
            {day: 1}                                  | 200 Day 1/0, 1/0/49170; 429 Day 1/0, 1/0/49170, 49170
            {month: 1}                                | 200 Month 1/0, 1/0/481170; 429 Month 1/0, 1/0/481170, 481170
            {year: 1}                                 | 200 Year 1/0, 1/0/3159570; 429 Year 1/0, 1/0/3159570, 3159570
            {minute: 1, hour: 3}                      | 200 Minute 1/0 Hour 3/2, 1/0/30; 429 Minute 1/0 Hour 3/2, 1/0/30, 30; 429 Minute 1/0 Hour 3/2, 1/0/30, 30
            {minute: 2, hour: 2}                      | 200 Minute 2/1 Hour 2/1, 2/1/2370; 200 Minute 2/0 Hour 2/0, 2/0/2370; 429 Minute 2/0 Hour 2/0, 2/0/2370, 2370
            {second: 9, minute: 9, hour: 9, day: 9, month: 9, year: 9} | 200 Second 9/8 Minute 9/8 Hour 9/8 Day 9/8 Month 9/8 Year 9/8, 9/8/3159570
            {minute: 1, hide_client_headers: true}    | 200; 429
            {minute: 1, error_code: 503}              | 200 Minute 1/0, 1/0/30; 503 Minute 1/0, 1/0/30, 30
            {minute: 1, policy: redis, redis: {host: cache}} | 200 Minute 1/0, 1/0/30; 429 Minute 1/0, 1/0/30, 30
            """)
    void clients_are_told_their_limits(String config, String answers) {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, config);
        PluginContext context = context(plugin, new MemoryCounterStore(), PluginKit.NOW);
        assertThat(Stream.generate(() -> told(answer(plugin, "GET /", context))).limit(answers.split("; ").length)
                .collect(Collectors.joining("; "))).isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            moment                   | period | seconds
            2026-11-25T10:20:30.999Z | second | 1
            2026-11-25T10:20:00Z     | minute | 60
            2026-11-25T10:20:59.999Z | minute | 1
            2026-11-25T23:59:59Z     | day    | 1
            2026-11-01T00:00:00Z     | month  | 2592000
            2026-11-30T23:59:59Z     | month  | 1
            2026-12-30T23:59:59Z     | month  | 1
            2026-12-31T12:00:00Z     | month  | 1
            2028-02-29T23:59:58Z     | month  | 86402
            2026-01-01T00:00:00Z     | year   | 31536000
            2028-12-31T23:00:00Z     | year   | 1
            """)
    void the_reset_is_right_to_the_second_with_months_of_30_days(Instant moment, String period, String seconds) {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, "{" + period + ": 5}");
        Response answer = answer(plugin, "GET /", context(plugin, new MemoryCounterStore(), moment));
        assertThat(answer.headers().first("RateLimit-Reset")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            config                                      | request                     | who        | counted as
            {minute: 5}                                 | GET /                       | nobody     | 203.0.113.7
            {minute: 5}                                 | GET /                       | alice      | id-of-alice
            {minute: 5}                                 | GET /                       | anonymous  | id-of-guest
            {minute: 5}                                 | GET /                       | token      | subject
            {minute: 5, limit_by: credential}           | GET /                       | nobody     | 203.0.113.7
            {minute: 5, limit_by: credential}           | GET /                       | alice      | key-of-alice
            {minute: 5, limit_by: credential}           | GET /                       | anonymous  | 203.0.113.7
            {minute: 5, limit_by: credential}           | GET /                       | token      | subject
            {minute: 5, limit_by: ip}                   | GET /                       | alice      | 203.0.113.7
            {minute: 5, limit_by: service}              | GET /                       | alice      | id-of-service
            {minute: 5, limit_by: header, header_name: X-App} | GET /                 | alice      | 203.0.113.7
            {minute: 5, limit_by: header, header_name: X-App} | GET / + x-app: v1     | alice      | v1
            {minute: 5, limit_by: header, header_name: X-App} | GET / + X-App: a + X-App: b | alice | a
            {minute: 5, limit_by: header, header_name: X-App} | GET / + X-App:        | alice      | ""
            {minute: 5, limit_by: path, path: /status}  | GET /status?q=1             | alice      | /status
            {minute: 5, limit_by: path, path: /status}  | GET /status/1               | alice      | 203.0.113.7
            """)
    void requests_are_counted_together(String config, String request, String who, String identifier) {
        List<String> keys = new ArrayList<>();
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, config);
        CounterStore recording = (key, limits, counting, now) -> {
            keys.add(key);
            return new MemoryCounterStore().count(key, limits, counting, now);
        };
        plugin.access(PluginKit.exchange(Written.request(request)).withIdentity(identity(who)),
                context(plugin, recording, PluginKit.NOW));
        assertThat(keys).containsExactly("ratelimit:::" + identifier);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                             | seconds ahead
            {minute: 5}                                                        | 0
            {minute: 5, policy: redis, redis: {host: cache}}                   | 0
            {minute: 5, policy: redis, redis: {host: cache}, sync_rate: -1}    | 0
            {minute: 5, policy: redis, redis: {host: cache}, sync_rate: 0.02}  | 0.02
            {minute: 5, policy: redis, redis: {host: cache}, sync_rate: 10}    | 10
            {minute: 5, policy: redis, redis: {host: cache}, sync_rate: 1e15}  | 31622400
            """)
    void requests_are_counted_ahead_for_as_long_as_kongs_nodes_keep_their_counts(String config, double seconds) {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, config);
        List<Counting> countings = new ArrayList<>();
        CounterStore recording = (key, limits, counting, now) -> {
            countings.add(counting);
            return new MemoryCounterStore().count(key, limits, counting, now);
        };
        plugin.access(PluginKit.exchange(Written.request("GET /")), context(plugin, recording, PluginKit.NOW));
        assertThat(countings).containsExactly(seconds == 0
                ? Counting.ONE
                : new Counting.Leased(Duration.ofMillis((long) (seconds * 1000))));
    }

    @Test
    void a_field_that_an_earlier_plugin_wrote_is_not_the_clients_to_choose() {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE,
                "{minute: 5, limit_by: header, header_name: X-Consumer-Username}");
        List<String> keys = new ArrayList<>();
        CounterStore recording = (key, limits, counting, now) -> {
            keys.add(key);
            return new MemoryCounterStore().count(key, limits, counting, now);
        };
        Exchange forged = PluginKit.exchange(Written.request("GET / + X-Consumer-Username: anybody"));
        plugin.access(forged.withUpstream(forged.upstream().withHeader("X-Consumer-Username", "alice")),
                context(plugin, recording, PluginKit.NOW));
        assertThat(keys).containsExactly("ratelimit:::alice");
    }

    private static Identity identity(String who) {
        return switch (who) {
            case "nobody" -> new Identity.Unknown();
            case "anonymous" -> new Identity.Anonymous(PluginKit.consumer("guest"));
            case "token" -> verified(Optional.empty(), "subject");
            default -> verified(Optional.of(PluginKit.consumer(who)), "key-of-" + who);
        };
    }

    private static Identity verified(Optional<Consumer> consumer, String credentialId) {
        return new Identity.Verified(consumer, new Identity.VerifiedCredential(credentialId, ""), List.of(),
                Headers.EMPTY, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            plugin's scope              | remaining for route a, then b, then a
            -                           | 8, 7, 6
            service                     | 8, 7, 6
            route-a                     | 8, 7, 6
            consumer                    | 8, 7, 6
            """)
    void one_instance_has_one_count_over_all_its_routes(String scope, String remaining) {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, "{minute: 9}");
        PluginContext context = new PluginContext(instance(plugin, scope(scope)),
                resources(new MemoryCounterStore(), PluginKit.NOW));
        assertThat(Stream.of("a", "b", "a").map(route -> remaining(plugin, route, context))
                .collect(Collectors.joining(", "))).isEqualTo(remaining);
    }

    @Test
    void instances_on_different_routes_or_services_count_apart() {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, "{minute: 9}");
        Resources resources = resources(new MemoryCounterStore(), PluginKit.NOW);
        for (String scope : List.of("-", "service", "other-service", "route-a", "route-b")) {
            assertThat(remaining(plugin, "a", new PluginContext(instance(plugin, scope(scope)), resources)))
                    .as(scope).isEqualTo("8");
        }
    }

    private static PluginInstance.Scope scope(String text) {
        return switch (text) {
            case "service", "other-service" -> new PluginInstance.Scope("", text, "");
            case "route-a", "route-b" -> new PluginInstance.Scope(text, "", "");
            case "consumer" -> new PluginInstance.Scope("", "", "id-of-alice");
            default -> PluginInstance.Scope.GLOBAL;
        };
    }

    private static PluginInstance instance(Plugin plugin, PluginInstance.Scope scope) {
        PluginInstance global = PluginKit.instance(plugin);
        return new PluginInstance(global.id(), "", plugin, true, global.protocols(), scope, List.of(),
                global.location());
    }

    private static String remaining(RateLimiting plugin, String route, PluginContext context) {
        Exchange any = PluginKit.exchange(PluginKit.request("GET", "/"));
        Exchange exchange = new Exchange(any.request(),
                new Match(PluginKit.route(route), "/", "/", Match.Captures.NONE), any.upstream(), Attestation.NONE);
        return plugin.response(plugin.access(exchange, context).exchange(), Response.of(200), context).headers()
                .first("RateLimit-Remaining");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                              | answer while the store is down
            {minute: 5}                         | passed
            {minute: 5, fault_tolerant: true}   | passed
            {minute: 5, fault_tolerant: false}  | 500
            """)
    void while_the_store_is_down_requests_pass_or_fail(String config, String answer) {
        Plugin plugin = PluginKit.plugin(RateLimiting.TYPE, config);
        PluginChain chain = new PluginChain(List.of(PluginKit.instance(plugin)));
        PluginChain.Access access = chain.access(PluginKit.exchange(PluginKit.request("GET", "/")),
                resources(DOWN, PluginKit.NOW));
        assertThat(access.answer().map(response -> Integer.toString(response.status())).orElse("passed"))
                .isEqualTo(answer);
        List<RuntimeException> failures = new ArrayList<>(access.failures());
        assertThat(failures).hasSize(answer.equals("500") ? 1 : 0)
                .allMatch(CounterStoreUnavailableException.class::isInstance);
        Response response = chain.response(access, Response.of(200), resources(DOWN, PluginKit.NOW), failures);
        assertThat(Written.of(response)).as("nothing is said of limits").isEqualTo("200");
    }

    @Test
    void a_refusal_is_in_the_media_type_that_the_client_accepts() {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE,
                "{minute: 1, hide_client_headers: true, error_message: Slow down}");
        PluginContext context = context(plugin, new MemoryCounterStore(), PluginKit.NOW);
        answer(plugin, "GET /", context);
        assertThat(Written.of(answer(plugin, "GET / + Accept: text/plain", context))).isEqualTo("""
                429 + Content-Type: text/plain; charset=utf-8 + body: Slow down
                request_id: 0123456789abcdef0123456789abcdef
                """);
    }

    @Test
    void the_fields_of_a_backend_stay_beside_the_gateways() {
        RateLimiting plugin = PluginKit.plugin(RateLimiting.TYPE, "{minute: 1}");
        PluginContext context = context(plugin, new MemoryCounterStore(), PluginKit.NOW);
        String told = " + X-RateLimit-Limit-Minute: 1 + X-RateLimit-Remaining-Minute: 0 + RateLimit-Limit: 1"
                + " + RateLimit-Remaining: 0 + RateLimit-Reset: 30";
        Exchange exchange = PluginKit.exchange(PluginKit.request("GET", "/"));
        Step first = plugin.access(exchange, context);
        assertThat(
                Written.of(plugin.response(first.exchange(), Written.response("200 + RateLimit-Limit: 99"), context)))
                .isEqualTo("200" + told + " + RateLimit-Limit: 99");
        assertThat(Written.of(answer(plugin, "GET /", context)))
                .isEqualTo("429" + told + " + Retry-After: 30" + REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                    | test.yaml:1:1 error HG0108 plugin rate-limiting config: at least one of these fields must be non-empty: 'config.second', 'config.minute', 'config.hour', 'config.day', 'config.month', 'config.year'. Write a count of requests, for example minute: 10.
            {minute: ten}                         | test.yaml:1:10 error HG0102 plugin rate-limiting config.minute: "ten": expected an integer. Write a whole number from 1 to 9007199254740992.
            {minute: 0}                           | test.yaml:1:10 error HG0106 plugin rate-limiting config.minute: 0: value should be between 1 and 9007199254740992.
            {second: 20, hour: 10}                | test.yaml:1:20 error HG0108 plugin rate-limiting config.hour: The limit for hour(10.0) cannot be lower than the limit for second(20.0).
            {month: 60, year: 50}                 | test.yaml:1:19 error HG0108 plugin rate-limiting config.year: The limit for year(50.0) cannot be lower than the limit for month(60.0).
            {minute: 5, limit_by: header}         | test.yaml:1:23 error HG0103 plugin rate-limiting config.header_name: required field missing with limit_by: header. Name the header field to count by.
            {minute: 5, limit_by: path}           | test.yaml:1:23 error HG0103 plugin rate-limiting config.path: required field missing with limit_by: path. Name the path to count.
            {minute: 5, limit_by: moon}           | test.yaml:1:23 error HG0107 plugin rate-limiting config.limit_by: "moon": expected one of: consumer, credential, ip, service, header, path.
            {minute: 5, header_name: a b}         | test.yaml:1:26 error HG0105 plugin rate-limiting config.header_name: bad header name 'a b', allowed characters are A-Z, a-z, 0-9, '_', and '-'.
            {minute: 5, path: status}             | test.yaml:1:19 error HG0105 plugin rate-limiting config.path: should start with: /.
            {minute: 5, path: /a//b}              | test.yaml:1:19 error HG0105 plugin rate-limiting config.path: must not have empty segments.
            {minute: 5, path: /a b}               | test.yaml:1:19 error HG0105 plugin rate-limiting config.path: invalid path: '/a b' (characters outside of the reserved list of RFC 3986 found). Percent-encode the character.
            {minute: 5, policy: cluster}          | test.yaml:1:21 error HG0107 plugin rate-limiting config.policy: "cluster": expected one of: local, redis.
            {minute: 5, error_code: 200}          | test.yaml:1:25 error HG0106 plugin rate-limiting config.error_code: 200: value should be between 400 and 599.
            {minute: 5, redis_host: cache}        | test.yaml:1:25 warning HG0305 plugin rate-limiting config.redis_host: There is no Redis here: Headgate counts in DynamoDB.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(RateLimiting.TYPE, config)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"a, 0", "%41, 0", "%4, 1"})
    void a_path_can_be_long(String repeated, int problems) {
        String path = "/" + repeated.repeat(100_000);
        assertThat(PluginKit.problems(RateLimiting.TYPE, "{minute: 5, limit_by: path, path: '" + path + "'}"))
                .hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {minute: 5, policy: redis}                                          | HG0103 config.redis.host, HG0401 config.policy
            {minute: 5, policy: redis, redis: {host: cache}}                    | HG0401 config.policy, HG0305 config.redis.host
            {minute: 5, policy: redis, redis_host: cache, redis_port: 6379}     | HG0401 config.policy, HG0305 config.redis_host, HG0305 config.redis_port
            {minute: 5, policy: redis, redis: {host: cache, port: 6379, ssl: on}} | HG0401 config.policy, HG0305 config.redis.host, HG0305 config.redis.ssl
            {minute: 5, policy: redis, redis: {host: cache}, sync_rate: 5}      | HG0401 config.policy, HG0305 config.redis.host
            {minute: 5, policy: redis, redis: {host: cache}, sync_rate: 0.01}   | HG0401 config.policy, HG0305 config.redis.host, HG0106 config.sync_rate
            {minute: 5, sync_rate: 5}                                           | HG0108 config.sync_rate
            {minute: 5, sync_rate: -1}                                          | ""
            """)
    void what_belongs_to_redis_is_accepted_and_said_to_have_no_effect(String config, String problems) {
        assertThat(PluginKit.problems(RateLimiting.TYPE, config).stream()
                .map(line -> line.replaceAll("^\\S+ \\S+ (HG\\d+) plugin rate-limiting ([^:]+):.*$", "$1 $2")).sorted()
                .toList()).isEqualTo(Stream.of(problems.split(", ")).filter(line -> !line.isEmpty()).sorted().toList());
    }

    private static PluginContext context(Plugin plugin, CounterStore counters, Instant now) {
        return new PluginContext(PluginKit.instance(plugin), resources(counters, now));
    }

    private static Resources resources(CounterStore counters, Instant now) {
        CredentialStore nobody = PluginKit.context(PluginKit.plugin(RateLimiting.TYPE, "{minute: 1}")).resources()
                .credentials();
        return PluginKit.resources(nobody, counters, now);
    }

    private static Response answer(RateLimiting plugin, String line, PluginContext context) {
        Request request = Written.request(line);
        return switch (plugin.access(PluginKit.exchange(request), context)) {
            case Step.Proceed(Exchange next) -> plugin.response(next, Response.of(200), context);
            case Step.Answer(Exchange next, Response own) -> plugin.response(next, own, context);
        };
    }

    /// The fields of an answer in the short form of the table; fails where a field is missing or unknown.
    private static String told(Response response) {
        Headers headers = response.headers().without("Content-Type");
        StringBuilder text = new StringBuilder().append(response.status());
        for (String period : List.of("Second", "Minute", "Hour", "Day", "Month", "Year")) {
            if (headers.contains("X-RateLimit-Limit-" + period)) {
                text.append(' ').append(period).append(' ').append(headers.first("X-RateLimit-Limit-" + period))
                        .append('/').append(headers.first("X-RateLimit-Remaining-" + period));
            }
        }
        if (headers.contains("RateLimit-Limit")) {
            text.append(", ").append(headers.first("RateLimit-Limit")).append('/')
                    .append(headers.first("RateLimit-Remaining")).append('/').append(headers.first("RateLimit-Reset"));
        }
        return text + (headers.contains("Retry-After") ? ", " + headers.first("Retry-After") : "");
    }
}
