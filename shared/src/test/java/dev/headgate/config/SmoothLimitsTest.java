package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothLimitsTest {
    private static Reading read(String plugin, String rateLimits) {
        Settings settings = HeadgateSettings.read("headgate.yaml", "rate_limits: {" + rateLimits + "}").settings()
                .orElseThrow();
        return new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                ReadingOptions.DEFAULT.with(settings))
                .read("kong.yaml", "_format_version: \"3.0\"\nplugins: [{" + plugin + "}]");
    }

    private static String limits(CountingPlugin plugin) {
        return plugin.limitsByField().entrySet().stream().map(field -> field.getKey() + " " + field.getValue().count()
                + " " + field.getValue().type() + " " + field.getValue().burst()).collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            plugin                                                                       | burst of a | limits with their bursts
            name: rate-limiting, instance_name: a, config: {minute: 60}                  | 10         | minute 60 SMOOTH 10
            name: rate-limiting, instance_name: a, config: {minute: 60}                  | 60         | minute 60 SMOOTH 60
            name: rate-limiting, instance_name: a, config: {second: 5, month: 9000}      | 2          | second 5 SMOOTH 2, month 9000 FIXED 9000
            name: rate-limiting, instance_name: a, enabled: false, config: {hour: 7}     | 1          | hour 7 SMOOTH 1
            name: rate-limiting-advanced, instance_name: a, config: {limit: [9, 5], window_size: [60, 10]} | 2 | limit[0] 9 SLIDING 9, limit[1] 5 SMOOTH 2
            name: rate-limiting-advanced, instance_name: a, config: {limit: [9], window_size: [31536000], window_type: fixed} | 2 | limit[0] 9 SMOOTH 2
            """)
    void the_shortest_limit_becomes_even(String plugin, long burst, String limits) {
        Reading reading = read(plugin, "smooth: {a: {burst: " + burst + "}}");
        assertThat(reading.diagnostics()).isEmpty();
        assertThat(limits((CountingPlugin) reading.gateway().orElseThrow().plugins().getFirst().config()))
                .isEqualTo(limits);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            plugin                                                                  | settings                   | problem
            name: rate-limiting, instance_name: a, config: {minute: 6}              | smooth: {b: {burst: 1}}    | headgate.yaml:1:27 error HG0501 rate_limits.smooth.b: no plugin has this instance_name. Give a rate-limiting or rate-limiting-advanced plugin this instance_name.
            name: rate-limiting, instance_name: a, config: {minute: 6}              | smooth: {a: {burst: 7}}    | headgate.yaml:1:27 error HG0501 rate_limits.smooth.a: a burst of 7 is more than its limit minute of 6. Write 6 or less.
            name: rate-limiting, instance_name: a, config: {month: 6, year: 9}      | smooth: {a: {burst: 2}}    | headgate.yaml:1:27 error HG0501 rate_limits.smooth.a: its shortest limit is month, and an even one needs a span of a fixed length. Add a limit for a second to a day.
            name: correlation-id, instance_name: a                                  | smooth: {a: {burst: 2}}    | headgate.yaml:1:27 error HG0501 rate_limits.smooth.a: it is a plugin correlation-id. Name a rate-limiting or rate-limiting-advanced plugin.
            name: response-ratelimiting, instance_name: a, config: {limits: {v: {minute: 6}}} | smooth: {a: {burst: 2}} | headgate.yaml:1:27 error HG0501 rate_limits.smooth.a: it is a plugin response-ratelimiting. Name a rate-limiting or rate-limiting-advanced plugin.
            name: rate-limiting-advanced, instance_name: a, config: {limit: [9], window_size: [60], window_type: fixed, strategy: redis, sync_rate: 5} | smooth: {a: {burst: 2}} | kong.yaml:2:11 warning HG0305 plugin rate-limiting-advanced config.sync_rate: rate_limits.smooth in headgate.yaml makes its limit even, and requests that are counted ahead of time are not; each is counted when it comes.
            """)
    void what_cannot_be_even_is_reported(String plugin, String settings, String problem) {
        assertThat(read(plugin, settings).diagnostics()).extracting(Diagnostic::toString).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            minute | burst | in eu-west-1         | in us-east-1
            60     | 10    | minute 40 SMOOTH 7   | minute 20 SMOOTH 3
            60     | 1     | minute 40 SMOOTH 1   | minute 20 SMOOTH 1
            4      | 4     | minute 3 SMOOTH 3    | minute 1 SMOOTH 1
            """)
    void a_burst_is_split_as_the_limit_is(long minute, long burst, String first, String second) {
        String rateLimits = "regions: {eu-west-1: 2, us-east-1: 1}, smooth: {a: {burst: " + burst + "}}";
        Reading reading = read("name: rate-limiting, instance_name: a, config: {minute: " + minute + "}", rateLimits);
        var split = HeadgateSettings.read("headgate.yaml", "rate_limits: {" + rateLimits + "}").settings()
                .orElseThrow().rateLimits().split().orElseThrow();
        for (String[] expected : new String[][]{{"eu-west-1", first}, {"us-east-1", second}}) {
            assertThat(limits((CountingPlugin) split.in(expected[0], reading.gateway().orElseThrow()).plugins()
                    .getFirst().config())).isEqualTo(expected[1]);
        }
    }
}
