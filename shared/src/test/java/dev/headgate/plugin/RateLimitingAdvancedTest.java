package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.MemoryCounterStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitingAdvancedTest {
    /// Requests one after another at seconds after 10:20:00, and what becomes of each: status, limit/remaining of each
    /// window, then limit/remaining/reset of the tightest and Retry-After.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                         | at             | answers
            {limit: [2], window_size: [60], window_type: fixed}            | 0 50 50 60     | 200 Minute 2/1, 2/1/60; 200 Minute 2/0, 2/0/10; 429 Minute 2/0, 2/0/10, 10; 200 Minute 2/1, 2/1/60
            {limit: [2], window_size: [30], window_type: fixed}            | 0 29 29 30     | 200 30 2/1, 2/1/30; 200 30 2/0, 2/0/1; 429 30 2/0, 2/0/1, 1; 200 30 2/1, 2/1/30
            {limit: [2, 3], window_size: [60, 3600], window_type: fixed}   | 0 0 0 60 60    | 200 Minute 2/1 Hour 3/2, 2/1/60; 200 Minute 2/0 Hour 3/1, 2/0/60; 429 Minute 2/0 Hour 3/1, 2/0/60, 60; 200 Minute 2/1 Hour 3/0, 3/0/2340; 429 Minute 2/1 Hour 3/0, 3/0/2340, 2340
            {limit: [9, 9, 9, 9], window_size: [1, 86400, 2592000, 31536000], window_type: fixed} | 0 | 200 Second 9/8 Day 9/8 Month 9/8 Year 9/8, 9/8/1950000
            {limit: [4], window_size: [60], disable_penalty: true}         | 0 0 0 0 0 60 74 75 | 200 Minute 4/3, 4/3/60; 200 Minute 4/2, 4/2/60; 200 Minute 4/1, 4/1/60; 200 Minute 4/0, 4/0/75; 429 Minute 4/0, 4/0/75, 75; 429 Minute 4/0, 4/0/15, 15; 429 Minute 4/0, 4/0/1, 1; 200 Minute 4/0, 4/0/15
            {limit: [2], window_size: [60]}                                | 0 0 0 60 60    | 200 Minute 2/1, 2/1/60; 200 Minute 2/0, 2/0/90; 429 Minute 2/0, 2/0/100, 100; 429 Minute 2/0, 2/0/60, 60; 429 Minute 2/0, 2/0/90, 90
            {limit: [1], window_size: [60], window_type: fixed, hide_client_headers: true} | 0 0    | 200; 429
            {limit: [1], window_size: [60], window_type: fixed, error_code: 503} | 0 0      | 200 Minute 1/0, 1/0/60; 503 Minute 1/0, 1/0/60, 60
            {limit: [1], window_size: [60], window_type: fixed, retry_after_jitter_max: 1000} | 0 0 | 200 Minute 1/0, 1/0/60; 429 Minute 1/0, 1/0/60, JITTER
            {limit: [1], window_size: [60], window_type: fixed, strategy: redis, sync_rate: 5} | 0 0 | 200 Minute 1/0, 1/0/60; 429 Minute 1/0, 1/0/60, 60
            """)
    void clients_are_told_their_limits(String config, String at, String answers) {
        RateLimitingAdvanced plugin = PluginKit.plugin(RateLimitingAdvanced.TYPE, config);
        CounterStore counters = new MemoryCounterStore();
        List<String> told = new ArrayList<>();
        for (String second : at.split(" ")) {
            PluginContext context = context(plugin, counters, Long.parseLong(second));
            told.add(told(answer(plugin, PluginKit.exchange(Written.request("GET /")), context)));
        }
        if (answers.contains("JITTER")) {
            long retry = Long.parseLong(told.getLast().substring(told.getLast().lastIndexOf(' ') + 1));
            assertThat(retry).isBetween(61L, 1_060L);
            told.set(told.size() - 1, told.getLast().replace(", " + retry, ", JITTER"));
        }
        assertThat(String.join("; ", told)).isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                     | request                  | who        | counted as
            {}                                                         | GET /                    |            | instance:id-of-rate-limiting-advanced 203.0.113.7
            {namespace: n}                                             | GET /                    | alice      | namespace:n id-of-alice
            {namespace: n, counter_key: consumer.username}             | GET /                    | alice      | namespace:n alice
            {namespace: n, counter_key: consumer.custom_id}            | GET /                    | alice      | namespace:n custom-alice
            {namespace: n, counter_key: consumer.username}             | GET /                    |            | namespace:n 203.0.113.7
            {namespace: n, identifier: ip}                             | GET /                    | alice      | namespace:n 203.0.113.7
            {namespace: n, identifier: credential}                     | GET /                    | alice      | namespace:n 203.0.113.7
            {namespace: n, identifier: service}                        | GET /                    | alice      | namespace:n id-of-service
            {namespace: n, identifier: route}                          | GET /                    | alice      | namespace:n id-of-route
            {namespace: n, identifier: header, header_name: X-Team}    | GET / + X-Team: blue     | alice      | namespace:n blue
            {namespace: n, identifier: header, header_name: X-Team}    | GET /                    | alice      | namespace:n 203.0.113.7
            {namespace: n, identifier: path, path: /status}            | GET /status              | alice      | namespace:n /status
            {namespace: n, identifier: path, path: /status}            | GET /other               | alice      | namespace:n 203.0.113.7
            {namespace: n, identifier: consumer-group}                 | GET /                    | alice      | namespace:n gold
            {namespace: n, identifier: ip, compound_identifier: [consumer, header], header_name: X-Team} | GET / + X-Team: blue | alice | namespace:n id-of-alice blue
            """)
    void requests_are_counted_together(String config, String request, String who, String counted) {
        String inner = config.substring(1, config.length() - 1);
        RateLimitingAdvanced plugin = PluginKit.plugin(RateLimitingAdvanced.TYPE,
                "{limit: [5], window_size: [60]" + (inner.isEmpty() ? "" : ", " + inner) + "}");
        List<String> keys = new ArrayList<>();
        CounterStore recording = (key, limits, counting, now) -> {
            keys.add(key);
            return new MemoryCounterStore().count(key, limits, counting, now);
        };
        Exchange exchange = PluginKit.exchange(Written.request(request));
        answer(plugin, who == null ? exchange : exchange.withIdentity(alice()), context(plugin, recording, 0));
        assertThat(keys).containsExactly("ratelimit-advanced:" + counted.replace(' ', '\0'));
    }

    private static Identity alice() {
        Consumer alice = PluginKit.consumer("alice");
        return new Identity.Anonymous(new Consumer(alice.id(), alice.username(), "custom-alice", alice.groups(),
                alice.tags(), alice.location()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                            | counting
            {}                                                                | Penalized[]
            {disable_penalty: true}                                           | IfRoom[amount=1]
            {window_type: fixed}                                              | IfRoom[amount=1]
            {window_type: fixed, sync_rate: -1}                               | IfRoom[amount=1]
            {window_type: fixed, strategy: redis, sync_rate: -1}              | IfRoom[amount=1]
            {window_type: fixed, strategy: redis, sync_rate: 0}               | IfRoom[amount=1]
            {window_type: fixed, strategy: redis, sync_rate: 0.5}             | Leased[ahead=PT0.5S]
            {disable_penalty: true, strategy: cluster, sync_rate: 10}         | Leased[ahead=PT10S]
            {strategy: redis, sync_rate: 10}                                  | Penalized[]
            """)
    void requests_are_counted_ahead_where_kongs_nodes_keep_their_counts(String config, String counted) {
        String inner = config.substring(1, config.length() - 1);
        RateLimitingAdvanced plugin = PluginKit.plugin(RateLimitingAdvanced.TYPE,
                "{limit: [5], window_size: [60]" + (inner.isEmpty() ? "" : ", " + inner) + "}");
        List<String> countings = new ArrayList<>();
        CounterStore recording = (key, limits, counting, now) -> {
            countings.add(counting.toString());
            return new MemoryCounterStore().count(key, limits, counting, now);
        };
        answer(plugin, PluginKit.exchange(Written.request("GET /")), context(plugin, recording, 0));
        assertThat(countings).containsExactly(counted);
    }

    @Test
    void a_refusal_is_a_bare_message() {
        RateLimitingAdvanced plugin = PluginKit.plugin(RateLimitingAdvanced.TYPE,
                "{limit: [1], window_size: [60], hide_client_headers: true, error_message: slow down}");
        CounterStore counters = new MemoryCounterStore();
        Exchange exchange = PluginKit.exchange(Written.request("GET /"));
        answer(plugin, exchange, context(plugin, counters, 0));
        assertThat(Written.of(answer(plugin, exchange, context(plugin, counters, 0)))).isEqualTo(
                "429 + Content-Type: application/json; charset=utf-8 + body: {\"message\":\"slow down\"}");
    }

    @Test
    void requests_pass_where_the_store_cannot_be_asked() {
        RateLimitingAdvanced plugin = PluginKit.plugin(RateLimitingAdvanced.TYPE, "{limit: [1], window_size: [60]}");
        CounterStore down = (_, _, _, _) -> {
            throw new CounterStoreUnavailableException("the table is throttled", new IllegalStateException());
        };
        Step step = plugin.access(PluginKit.exchange(Written.request("GET /")), context(plugin, down, 0));
        assertThat(step).isInstanceOf(Step.Proceed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                        | problem
            {limit: [1, 2], window_size: [60]}                            | test.yaml:1:30 error HG0108 plugin rate-limiting-advanced config.window_size: You must provide the same number of windows and limits. Write a limit for each window size.
            {limit: [1, 2], window_size: [60, 60]}                        | test.yaml:1:35 error HG0108 plugin rate-limiting-advanced config.window_size[1]: Windows of 60 seconds have a limit already. Keep the lower one.
            {limit: [1], window_size: [60], identifier: header}           | test.yaml:1:45 error HG0103 plugin rate-limiting-advanced config.header_name: required field missing with the identifier header. Name the header field to count by.
            {limit: [1], window_size: [60], compound_identifier: [path]}  | test.yaml:1:54 error HG0103 plugin rate-limiting-advanced config.path: required field missing with the identifier path. Name the path to count.
            {limit: [1], window_size: [60], strategy: redis}              | test.yaml:1:43 error HG0103 plugin rate-limiting-advanced config.sync_rate: sync_rate is required if not using a local strategy. Write sync_rate: 0 to count every request by itself.
            {limit: [1], window_size: [60], sync_rate: 0}                 | test.yaml:1:44 error HG0108 plugin rate-limiting-advanced config.sync_rate: sync_rate cannot be configured when using a local strategy. Remove it.
            {limit: [1], window_size: [60], strategy: redis, sync_rate: 0.01} | test.yaml:1:61 error HG0106 plugin rate-limiting-advanced config.sync_rate: Config option 'sync_rate' must not be between 0 and 0.02.
            {limit: [1], window_size: [60], strategy: redis, sync_rate: 5} | test.yaml:1:61 warning HG0305 plugin rate-limiting-advanced config.sync_rate: refused requests count here, and so all are counted when they come. Write disable_penalty: true or window_type: fixed to count requests ahead of time.
            {limit: [1], window_size: [60], strategy: cluster, sync_rate: 0} | test.yaml:1:43 note HG0401 plugin rate-limiting-advanced config.strategy: cluster is served by DynamoDB; all environments of a Region share one count.
            {limit: [1], window_size: [60], enforce_consumer_groups: true} | test.yaml:1:58 error HG0202 plugin rate-limiting-advanced config.enforce_consumer_groups: Limits inside consumer groups are Kong's old form, which it removes. Configure rate-limiting-advanced on the consumer group.
            {limit: [1], window_size: [60], throttling: {enabled: true}}  | test.yaml:1:55 error HG0202 plugin rate-limiting-advanced config.throttling.enabled: A Lambda function is paid for while a request waits in it, and so many less are free for others. Let clients come again after Retry-After.
            """)
    void what_cannot_be_as_written_is_said(String config, String problem) {
        assertThat(PluginKit.problems(RateLimitingAdvanced.TYPE, config)).contains(problem);
    }

    private static Response answer(RateLimitingAdvanced plugin, Exchange exchange, PluginContext context) {
        return switch (plugin.access(exchange, context)) {
            case Step.Proceed(Exchange next) -> plugin.response(next, Response.of(200), context);
            case Step.Answer(Exchange next, Response own) -> plugin.response(next, own, context);
        };
    }

    private static PluginContext context(RateLimitingAdvanced plugin, CounterStore counters, long second) {
        PluginInstance global = PluginKit.instance(plugin);
        PluginInstance ofGroup = new PluginInstance(global.id(), "", plugin, true, global.protocols(),
                new PluginInstance.Scope("", "", "", "gold"), List.of(), global.location());
        Resources still = PluginKit.context(plugin).resources();
        return new PluginContext(ofGroup, PluginKit.resources(still.credentials(), counters,
                InstantSource.fixed(PluginKit.NOW.minusSeconds(30).plusSeconds(second))));
    }

    /// The fields of an answer in the short form of the table.
    private static String told(Response response) {
        Headers headers = response.headers();
        StringBuilder text = new StringBuilder().append(response.status());
        for (Headers.Field field : headers.fields()) {
            if (field.name().startsWith("X-RateLimit-Limit-")) {
                String name = field.name().substring("X-RateLimit-Limit-".length());
                text.append(' ').append(name).append(' ').append(field.value()).append('/')
                        .append(headers.first("X-RateLimit-Remaining-" + name));
            }
        }
        Optional.of(headers.first("RateLimit-Limit")).filter(limit -> !limit.isEmpty())
                .ifPresent(limit -> text.append(", ").append(limit).append('/')
                        .append(headers.first("RateLimit-Remaining")).append('/')
                        .append(headers.first("RateLimit-Reset")));
        return text + (headers.contains("Retry-After") ? ", " + headers.first("Retry-After") : "");
    }
}
