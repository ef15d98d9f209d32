package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficReaderTest {
    private static final List<String> ROUTES = List.of("a", "b", "c");

    private static TrafficReader.Reading read(String text) {
        return TrafficReader.read("traffic.yaml", text.getBytes(StandardCharsets.UTF_8), ROUTES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                 | a 3333333, b 3333333, c 3333333
            requests_per_month: 900                            | a 300, b 300, c 300
            'requests_per_month: 900\nroutes: {a: {weight: 2}}' | a 450, b 225, c 225
            'requests_per_month: 900\nroutes: {a: {weight: 0}}' | a 0, b 450, c 450
            'requests_per_month: 900\nroutes: {a: {requests: 100}}' | a 100, b 400, c 400
            'requests_per_month: 900\nroutes: {a: {requests: 100}, b: {weight: 3}}' | a 100, b 600, c 200
            'requests_per_month: 900\nroutes: {a: {requests: 900}}' | a 900, b 0, c 0
            """)
    void routes_share_what_others_leave(String text, String loads) {
        TrafficProfile profile = read(text.replace("\\n", "\n")).profile().orElseThrow();
        assertThat(profile.loads(ROUTES).entrySet().stream()
                .map(load -> load.getKey() + " " + whole(load.getValue().requests()))
                .collect(Collectors.joining(", "))).isEqualTo(loads);
    }

    private static String whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP).toPlainString();
    }

    @Test
    void people_see_every_setting_and_whether_they_gave_it() {
        TrafficProfile profile = read("regions: 2\nroutes: {b: {weight: 2.5}}").profile().orElseThrow();
        assertThat(profile.given())
                .extracting(given -> given.name() + " " + given.value() + (given.isDefault() ? " *" : ""))
                .startsWith("requests_per_month 10000000 *", "regions 2", "routes {b: {weight: 2.5}}",
                        "backend_milliseconds 100 *")
                .contains("architecture arm64 *", "kong_requests_per_second 10000 *");
    }

    @Test
    void a_route_that_the_configuration_lacks_is_an_error_where_it_stands() {
        assertThat(read("""
                routes:
                  a: {weight: 1}
                  orders: {weight: 1}
                """).diagnostics()).extracting(Object::toString).containsExactly(
                "traffic.yaml:3:3 error HG0801 routes.orders: the configuration has no route 'orders'.");
    }
}
