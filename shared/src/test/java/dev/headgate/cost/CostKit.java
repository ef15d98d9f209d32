package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cost.CostedRoute.NativeKey;
import dev.headgate.cost.CostedRoute.Work;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Routes, profiles and amounts of tests, as text.
final class CostKit {
    private static final Map<String, CounterUse> USES = Map.of(
            "counted", new CounterUse(Counting.ONE, Limit.Type.FIXED, 60, 60),
            "leased", new CounterUse(new Counting.Leased(Duration.ofSeconds(10)), Limit.Type.FIXED, 60, 60),
            "penalized", new CounterUse(new Counting.Penalized(), Limit.Type.SLIDING, 60, 60));

    static final Prices PRICES = Prices.ownOnes();

    private CostKit() {}

    /// A profile of a million requests in which nothing costs but what a test says: `regions: 3, waf_rules: 4`.
    static TrafficProfile million(String settings) {
        return profile("requests_per_month: 1000000, request_kilobytes: 0, response_kilobytes: 0, access_log_bytes: 0, "
                + "function_log_bytes: 0, cloudfront_log_bytes: 0, traced_percent: 0, detailed_metrics: false, "
                + "domain: false", settings);
    }

    /// Later settings win over earlier ones.
    static TrafficProfile profile(String... settings) {
        Map<String, String> lines = Arrays.stream(settings).filter(text -> text != null && !text.isBlank())
                .flatMap(text -> Arrays.stream(text.split(", (?=[a-z_]+: )")))
                .collect(Collectors.toMap(line -> line.split(":", 2)[0], line -> line, (_, later) -> later));
        TrafficReader.Reading reading = TrafficReader.read("traffic.yaml",
                String.join("\n", lines.values()).getBytes(StandardCharsets.UTF_8), List.of("route", "other"));
        assertThat(reading.diagnostics()).isEmpty();
        return reading.profile().orElseThrow();
    }

    /// A route `route` that is served as the words say: `router`, `open`, `open router`, `jwt`, and so on; its plugins as
    /// other words say: `protected`, `keys`, `counted`, `leased`, `penalized`, `reading`, `cached`, `terminated`.
    static CostedRoute route(String words) {
        List<String> all = List.of(words.split(" "));
        List<NativeKey> keys = all.stream().filter(word -> Arrays.stream(NativeKey.values())
                .anyMatch(key -> key.name().equals(word.toUpperCase(Locale.ROOT))))
                .map(word -> NativeKey.valueOf(word.toUpperCase(Locale.ROOT))).toList();
        return new CostedRoute("route", keys, !all.contains("router"),
                new Work(all.contains("protected"), all.contains("keys"), !all.contains("terminated"),
                        all.stream().filter(USES::containsKey).map(USES::get).toList(), 0,
                        all.contains("reading") ? 1 : 0, all.contains("cached")));
    }

    /// `API 1.0000, ROUTER 1.6667`.
    static String items(Bill bill) {
        return bill.byItem().entrySet().stream().map(item -> item.getKey() + " " + four(item.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String four(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
