package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http.Response;
import dev.headgate.identity.CredentialStore;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.MemoryCounterStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseRatelimitingTest {
    private static final CounterStore DOWN = (_, _, _, _) -> {
        throw new CounterStoreUnavailableException("the table is throttled", new IllegalStateException());
    };

    /// Requests one after another, each answered by the backend with what stands between semicolons.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            limits                                        | the backend names                | the backend gets, of each limit  | the client gets: status, limit/remaining
            video: {minute: 3}                            | video=1; video=2; video=1        | video 3; video 2; video 0        | 200 video-minute 3/2; 200 video-minute 3/0; 429 video-minute 3/0
            video: {minute: 3}                            | video=5; video=1                 | video 3; video -2                | 200 video-minute 3/0; 429 video-minute 3/0
            video: {minute: 3}                            | -; other=1; video; video=x       | video 3; video 3; video 3; video 3 | 200 video-minute 3/3; 200 video-minute 3/3; 200 video-minute 3/3; 200 video-minute 3/3
            video: {minute: 3}                            | video=1=1, video=1; -            | video 3; video 2                 | 200 video-minute 3/2; 200 video-minute 3/2
            video: {minute: 3}                            | video=1, video=2; -              | video 3; video 1                 | 200 video-minute 3/1; 200 video-minute 3/1
            video: {minute: 3}                            | video = 2 ; -                    | video 3; video 1                 | 200 video-minute 3/1; 200 video-minute 3/1
            video: {minute: 3}                            | video=2; video=-1; -             | video 3; video 1; video 2        | 200 video-minute 3/1; 200 video-minute 3/2; 200 video-minute 3/2
            video: {minute: 3}                            | video=0.5; video=1e-999999; video=1e999; video=1.0 | video 3; video 2; video 1; video 1 | 200 video-minute 3/2; 200 video-minute 3/1; 200 video-minute 3/1; 200 video-minute 3/0
            video: {minute: 3}                            | video=3; -                       | video 3; video 0                 | 200 video-minute 3/0; 200 video-minute 3/0
            video: {minute: 2, hour: 9}                   | video=2; video=1                 | video 2; video 0                 | 200 video-minute 2/0 video-hour 9/7; 429 video-minute 2/0 video-hour 9/6
            video: {minute: 9}, image: {minute: 1}        | video=1, image=1; video=1; video=1, image=1; - | video 9 image 1; video 8 image 0; video 7 image 0; video 7 image 0 | 200 video-minute 9/8 image-minute 1/0; 200 video-minute 9/7 image-minute 1/0; 429 video-minute 9/6 image-minute 1/0; 200 video-minute 9/7 image-minute 1/0
            """)
    void what_the_backend_names_is_counted(String limits, String named, String backend, String client) {
        PluginContext context = context(new MemoryCounterStore(), PluginKit.NOW);
        List<String> backendGot = new ArrayList<>();
        List<String> clientGot = new ArrayList<>();
        ResponseRatelimiting plugin = PluginKit.plugin(ResponseRatelimiting.TYPE, "limits: {" + limits + "}");
        for (String names : named.split("; ")) {
            Exchange passed = plugin.access(PluginKit.exchange(Written.request("GET /")), context).exchange();
            backendGot.add(fields("", Written.of(passed.upstream()), "X-RateLimit-Remaining-"));
            Response answer = Written.response(
                    "200 + Content-Length: 2" + (names.equals("-") ? "" : " + X-Kong-Limit: " + names) + " + body: ok");
            clientGot.add(told(plugin.response(passed, answer, context)));
        }
        assertThat(String.join("; ", backendGot)).isEqualTo(backend);
        assertThat(String.join("; ", clientGot)).isEqualTo(client);
    }

    /// The answer in the short form of the table; fails where there is anything else in it.
    private static String told(Response response) {
        boolean refused = response.status() == 429;
        assertThat(response.headers().contains("x-kong-limit")).isFalse();
        assertThat(response.headers().first("Content-Length")).isEqualTo(refused ? "0" : "2");
        assertThat(response.body().utf8()).isEqualTo(refused ? "" : "ok");
        return response.status() + fields(" ", Written.of(response), "X-RateLimit-Limit-").replaceAll(
                "( \\S+) (\\d+)", "$1 $2/?").transform(text -> {
                    String filled = text;
                    for (String remaining : fields("", Written.of(response), "X-RateLimit-Remaining-")
                            .split("(?<=\\d) ")) {
                        filled = filled.replaceFirst("\\?", remaining.substring(remaining.indexOf(' ') + 1));
                    }
                    return filled;
                });
    }

    private static String fields(String begin, String written, String prefix) {
        return begin + Stream.of(written.split(" \\+ ")).filter(field -> field.startsWith(prefix))
                .map(field -> field.substring(prefix.length()).replace(":", "")).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                      | backend's answer                                          | client gets
            {limits: {a: {minute: 5}}, hide_client_headers: true}       | 200 + x-kong-limit: a=1                                   | 200
            {limits: {a: {minute: 5}}, header_name: X-Cost}             | 200 + x-cost: a=1 + x-kong-limit: a=4                     | 200 + x-kong-limit: a=4 + X-RateLimit-Limit-a-minute: 5 + X-RateLimit-Remaining-a-minute: 4
            {limits: {a: {minute: 5}}}                                  | 200 + X-RateLimit-Remaining-a-minute: 99                  | 200 + X-RateLimit-Remaining-a-minute: 5 + X-RateLimit-Limit-a-minute: 5
            {limits: {a: {minute: 5}, b: {day: 5}}}                     | 200 + x-kong-limit: a=1 + x-kong-limit: b=2               | 200 + X-RateLimit-Limit-a-minute: 5 + X-RateLimit-Remaining-a-minute: 4 + X-RateLimit-Limit-b-day: 5 + X-RateLimit-Remaining-b-day: 3
            {limits: {a: {minute: 5}}, policy: redis, redis: {host: r}} | 200 + x-kong-limit: a=1                                   | 200 + X-RateLimit-Limit-a-minute: 5 + X-RateLimit-Remaining-a-minute: 4
            """)
    void clients_are_told_what_is_left(String config, String answer, String client) {
        ResponseRatelimiting plugin = PluginKit.plugin(ResponseRatelimiting.TYPE, config);
        PluginContext context = context(new MemoryCounterStore(), PluginKit.NOW);
        Exchange passed = plugin.access(PluginKit.exchange(Written.request("GET /")), context).exchange();
        assertThat(Written.of(plugin.response(passed, Written.response(answer), context))).isEqualTo(client);
    }

    @Test
    void with_block_on_first_violation_a_used_up_limit_keeps_requests_from_the_backend() {
        ResponseRatelimiting plugin = PluginKit.plugin(ResponseRatelimiting.TYPE,
                "{limits: {video: {minute: 9}, image: {minute: 1}}, block_on_first_violation: true}");
        PluginContext context = context(new MemoryCounterStore(), PluginKit.NOW);
        Exchange passed = plugin.access(PluginKit.exchange(Written.request("GET /")), context).exchange();
        plugin.response(passed, Written.response("200 + x-kong-limit: image=1"), context);

        Step blocked = plugin.access(PluginKit.exchange(Written.request("GET /")), context);
        assertThat(blocked).isInstanceOfSatisfying(Step.Answer.class,
                answer -> assertThat(Written.of(plugin.response(answer.exchange(), answer.response(), context)))
                        .isEqualTo("""
                                429 + Content-Type: application/json; charset=utf-8 + body: {
                                  "message":"API rate limit exceeded for 'image'",
                                  "request_id":"0123456789abcdef0123456789abcdef"
                                }"""));
    }

    @Test
    void what_others_used_up_meanwhile_is_refused_and_not_counted() {
        ResponseRatelimiting plugin = PluginKit.plugin(ResponseRatelimiting.TYPE, "limits: {video: {minute: 1}}");
        CounterStore counters = new MemoryCounterStore();
        PluginContext context = context(counters, PluginKit.NOW);
        Exchange one = plugin.access(PluginKit.exchange(Written.request("GET /")), context).exchange();
        Exchange other = plugin.access(PluginKit.exchange(Written.request("GET /")), context).exchange();
        Response costly = Written.response("200 + x-kong-limit: video=1");
        assertThat(plugin.response(one, costly, context).status()).isEqualTo(200);
        assertThat(plugin.response(other, costly, context).status()).isEqualTo(429);
        assertThat(counters.count("response-ratelimit:::203.0.113.7:video", plugin.limits().get("video"),
                new Counting.Nothing(), PluginKit.NOW).windows().getFirst().used()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                 | store is down            | outcome
            {limits: {a: {minute: 5}}}                             | from the beginning       | 200 + x-kong-limit: a=1
            {limits: {a: {minute: 5}}}                             | while the backend works  | 200 + X-RateLimit-Limit-a-minute: 5 + X-RateLimit-Remaining-a-minute: 4
            {limits: {a: {minute: 5}}, fault_tolerant: false}      | from the beginning       | fails
            {limits: {a: {minute: 5}}, fault_tolerant: false}      | while the backend works  | fails
            """)
    void fault_tolerance_decides_where_the_store_is_down(String config, String when, String outcome) {
        ResponseRatelimiting plugin = PluginKit.plugin(ResponseRatelimiting.TYPE, config);
        PluginContext before = context(when.startsWith("from") ? DOWN : new MemoryCounterStore(), PluginKit.NOW);
        PluginContext after = context(DOWN, PluginKit.NOW);
        if (outcome.equals("fails")) {
            assertThatThrownBy(() -> send(plugin, before, after)).isInstanceOf(CounterStoreUnavailableException.class);
        } else {
            assertThat(send(plugin, before, after)).isEqualTo(outcome);
        }
    }

    private static String send(ResponseRatelimiting plugin, PluginContext before, PluginContext after) {
        Exchange passed = plugin.access(PluginKit.exchange(Written.request("GET /")), before).exchange();
        return Written.of(plugin.response(passed, Written.response("200 + x-kong-limit: a=1"), after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                   | problem
            {}                                                       | test.yaml:1:1 error HG0103 plugin response-ratelimiting config.limits: required field missing. A limit for each name that the backend counts by, as in `video: {minute: 10}`.
            {limits: {}}                                             | test.yaml:1:10 error HG0108 plugin response-ratelimiting config.limits: length must be at least 1. Name a limit, for example video: {minute: 10}.
            {limits: {a: {}}}                                        | test.yaml:1:14 error HG0108 plugin response-ratelimiting config.limits.a: at least one of these fields must be non-empty: 'config.limits.a.second', 'config.limits.a.minute', 'config.limits.a.hour', 'config.limits.a.day', 'config.limits.a.month', 'config.limits.a.year'. Write a count of requests, for example minute: 10.
            {limits: {a: {minute: 5, hour: 4}}}                      | test.yaml:1:32 error HG0108 plugin response-ratelimiting config.limits.a.hour: The limit for hour(4.0) cannot be lower than the limit for minute(5.0).
            {limits: {"a b": {minute: 5}}}                           | test.yaml:1:11 error HG0105 plugin response-ratelimiting config.limits.a b: 'a b' cannot be part of the name of a header field, which X-RateLimit-Remaining-… is. Use letters, digits, '-' and '_'.
            {limits: {a: {minute: 5}}, policy: redis}                | test.yaml:1:36 error HG0103 plugin response-ratelimiting config.redis.host: required field missing with policy: redis. Write policy: local; Headgate counts alike with both.
            {limits: {a: {minute: 5}}, policy: cluster}              | test.yaml:1:36 error HG0107 plugin response-ratelimiting config.policy: "cluster": expected one of: local, redis.
            """)
    void unsound_configurations_are_refused(String config, String problem) {
        assertThat(PluginKit.problems(ResponseRatelimiting.TYPE, config)).contains(problem);
    }

    private static PluginContext context(CounterStore counters, Instant now) {
        ResponseRatelimiting any = PluginKit.plugin(ResponseRatelimiting.TYPE, "limits: {a: {minute: 1}}");
        CredentialStore nobody = PluginKit.context(any).resources().credentials();
        return new PluginContext(PluginKit.instance(any), PluginKit.resources(nobody, counters, now));
    }
}
