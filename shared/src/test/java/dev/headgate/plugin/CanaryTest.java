package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.identity.Identity;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryTest {
    /// Where a request goes, with percentage 100: the service is at http://backend.test:80, the path is /a.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                 | goes to
            {upstream_host: canary.test}                           | HTTP canary.test 80 /a?q=1
            {upstream_port: 8081}                                  | HTTP backend.test 8081 /a?q=1
            {upstream_uri: /v2}                                    | the service /v2?q=1
            {upstream_host: "::1", upstream_port: 1, upstream_uri: /v2} | HTTP ::1 1 /v2?q=1
            """)
    void the_canary_is_another_host_port_or_path(String config, String where) {
        assertThat(send(config.replace("{", "{percentage: 100, "), 0, "GET /a?q=1", "-")).isEqualTo(where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                         | request                    | who          | to the canary
            {percentage: 0}                                                | GET /                      | alice        | false
            {percentage: 100}                                              | GET /                      | -            | true
            {percentage: 100, hash: none}                                  | GET /                      | -            | true
            {percentage: 0, hash: none}                                    | GET /                      | -            | false
            {hash: allow, groups: [beta, gold]}                            | GET /                      | alice beta   | true
            {hash: allow, groups: [beta]}                                  | GET /                      | alice other  | false
            {hash: allow, groups: [beta]}                                  | GET /                      | -            | false
            {hash: deny, groups: [beta]}                                   | GET /                      | alice beta   | false
            {hash: deny, groups: [beta]}                                   | GET /                      | alice other  | true
            {hash: deny, groups: [beta]}                                   | GET /                      | -            | true
            {percentage: 0, canary_by_header_name: X-Canary}               | GET / + x-canary: always   | -            | true
            {percentage: 100, canary_by_header_name: X-Canary}             | GET / + X-Canary: never    | -            | false
            {percentage: 100, canary_by_header_name: X-Canary}             | GET / + X-Canary: perhaps  | -            | true
            {hash: allow, groups: [beta], canary_by_header_name: X-Canary} | GET / + X-Canary: always   | -            | true
            """)
    void the_rule_decides(String config, String request, String who, boolean canary) {
        assertThat(
                send(config.replace("}", ", upstream_host: canary.test}"), 0, request, who).startsWith("HTTP canary"))
                .isEqualTo(canary);
    }

    /// How many of 1000 callers go to the canary, so many seconds after the start.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                     | seconds | least | most
            {start: START, duration: 100, steps: 10}   | -1      | 0     | 0
            {start: START, duration: 100, steps: 10}   | 9       | 0     | 0
            {start: START, duration: 100, steps: 10}   | 10      | 70    | 130
            {start: START, duration: 100, steps: 10}   | 55      | 450   | 550
            {start: START, duration: 100, steps: 10}   | 99      | 870   | 930
            {start: START, duration: 100, steps: 10}   | 100     | 1000  | 1000
            {start: START, duration: 100, steps: 10}   | 999999  | 1000  | 1000
            {start: START}                             | 1800    | 450   | 550
            {percentage: 30}                           | 0       | 250   | 350
            {percentage: 30, hash: ip}                 | 0       | 0     | 1000
            {percentage: 30, hash: header, hash_header: X-Id} | 0 | 250  | 350
            {percentage: 30, hash: none}               | 0       | 250   | 350
            """)
    void the_share_grows_or_stays(String config, long seconds, int least, int most) {
        Canary plugin = plugin(config.replace("START", Long.toString(PluginKit.NOW.getEpochSecond()))
                .replace("}", ", upstream_host: canary.test}"));
        PluginContext context = context(plugin, seconds);
        List<String> places = IntStream.range(0, 1_000).mapToObj(i -> place(plugin, PluginKit
                .exchange(Written.request("GET / + X-Id: " + i)).withIdentity(identity("caller-" + i)), context))
                .toList();
        assertThat(places.stream().filter(place -> place.startsWith("HTTP canary")).count()).isBetween((long) least,
                (long) most);
    }

    @Test
    void who_went_to_the_canary_goes_there_again_while_the_share_grows() {
        Canary plugin = plugin("{upstream_host: canary.test, start: " + PluginKit.NOW.getEpochSecond()
                + ", duration: 100, steps: 100}");
        List<String> earlier = atCanary(plugin, 30);
        assertThat(atCanary(plugin, 30)).isEqualTo(earlier);
        assertThat(atCanary(plugin, 60)).containsAll(earlier).hasSizeGreaterThan(earlier.size());
    }

    private static List<String> atCanary(Canary plugin, long seconds) {
        return IntStream.range(0, 200).mapToObj(i -> "caller-" + i)
                .filter(who -> place(plugin, PluginKit.exchange(Written.request("GET /")).withIdentity(identity(who)),
                        context(plugin, seconds)).startsWith("HTTP canary"))
                .collect(Collectors.toList());
    }

    @Test
    void without_the_thing_that_is_hashed_the_consumer_decides_and_then_the_address() {
        String config = "{percentage: 50, hash: header, hash_header: X-Id, upstream_host: canary.test}";
        String byConsumer = "{percentage: 50, hash: consumer, upstream_host: canary.test}";
        String byIp = "{percentage: 50, hash: ip, upstream_host: canary.test}";
        for (int i = 0; i < 20; i++) {
            assertThat(send(config, 0, "GET /", "c" + i)).isEqualTo(send(byConsumer, 0, "GET /", "c" + i));
        }
        assertThat(send(config, 0, "GET /", "-")).isEqualTo(send(byIp, 0, "GET /", "-"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                        | problem
            {percentage: 5}                                               | test.yaml:1:1 error HG0108 plugin canary config: at least one of these fields must be non-empty: 'config.upstream_host', 'config.upstream_port', 'config.upstream_uri'. Write where the canary is.
            {upstream_port: 1}                                            | test.yaml:1:1 error HG0103 plugin canary config.start: required field missing without percentage: Kong begins when the file is loaded, and here every environment loads it at another time. Write when the release begins, in seconds since 1970.
            {upstream_port: 1, hash: allow}                               | test.yaml:1:26 error HG0103 plugin canary config.groups: required field missing with hash: allow. Name the groups.
            {upstream_port: 1, percentage: 5, hash: header}               | test.yaml:1:41 error HG0103 plugin canary config.hash_header: required field missing with hash: header. Name the header field.
            {upstream_port: 1, percentage: 5, start: 7}                   | test.yaml:1:42 warning HG0305 plugin canary config.start: With percentage the share does not grow. Remove it.
            {upstream_port: 1, percentage: 5, groups: [a]}                | test.yaml:1:43 warning HG0305 plugin canary config.groups: Only hash: allow and hash: deny look at groups. Remove it.
            {upstream_host: "http://a", percentage: 5}                    | test.yaml:1:17 error HG0105 plugin canary config.upstream_host: invalid value: http://a. Write a host name, an IP address or the name of an upstream, without a port.
            {upstream_port: 1, percentage: 5, upstream_fallback: true}    | test.yaml:1:54 error HG0202 plugin canary config.upstream_fallback: Headgate does not look at the canary's health before it chooses. Leave it out; targets that are down are skipped within the canary's upstream.
            """)
    void what_cannot_be_as_written_is_said(String config, String problem) {
        assertThat(PluginKit.problems(Canary.TYPE, config)).contains(problem);
    }

    private static String send(String config, long seconds, String request, String who) {
        Canary plugin = plugin(config);
        Exchange exchange = PluginKit.exchange(Written.request(request));
        return place(plugin, who.equals("-") ? exchange : exchange.withIdentity(identity(who)),
                context(plugin, seconds));
    }

    private static Identity identity(String usernameAndGroups) {
        String[] words = usernameAndGroups.split(" ", 2);
        return new Identity.Anonymous(words.length == 1
                ? PluginKit.consumer(words[0])
                : PluginKit.consumer(words[0], words[1].split(" ")));
    }

    private static String place(Canary plugin, Exchange exchange, PluginContext context) {
        Exchange sent = plugin.access(exchange, context).exchange();
        String query = sent.upstream().rawQuery().isEmpty() ? "" : "?" + sent.upstream().rawQuery();
        return sent.note(UpstreamTarget.class)
                .map(target -> target.protocol() + " " + target.host() + " " + target.port() + " ")
                .orElse("the service ") + sent.upstream().path() + query;
    }

    private static Canary plugin(String config) {
        return PluginKit.plugin(Canary.TYPE, config);
    }

    private static PluginContext context(Canary plugin, long seconds) {
        Resources still = PluginKit.context(plugin).resources();
        return new PluginContext(PluginKit.instance(plugin), PluginKit.resources(still.credentials(), still.counters(),
                InstantSource.fixed(PluginKit.NOW.plusSeconds(seconds))));
    }
}
