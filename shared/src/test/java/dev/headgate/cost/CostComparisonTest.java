package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostComparisonTest {
    private static CostComparison compare(CostedApi api, String route, String settings) {
        CostedRoute other = CostKit.route("router protected counted");
        return CostComparison.of(new CostedGateway(api, true, 0,
                List.of(CostKit.route(route), new CostedRoute("other", other.keys(), false, other.work()))),
                CostKit.profile(settings), CostKit.PRICES);
    }

    @Property(tries = 200)
    void parts_make_the_whole(@ForAll @LongRange(max = 100_000_000_000L) long requests,
            @ForAll @IntRange(min = 1, max = 5) int regions) {
        CostComparison comparison = compare(CostedApi.REST, "open authorizer protected router cached",
                "requests_per_month: " + requests + ", regions: " + regions + ", waf_rules: 3");
        for (Bill bill : List.of(comparison.plan(), comparison.router(), comparison.kongOnEc2(),
                comparison.kongOnEks())) {
            BigDecimal items = bill.byItem().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal routes = bill.byRoute().values().stream().reduce(bill.fixed(), BigDecimal::add);
            assertThat(items.subtract(bill.total()).abs()).isLessThan(new BigDecimal("1e-15"));
            assertThat(routes.subtract(bill.total()).abs()).isLessThan(new BigDecimal("1e-15"));
        }
    }

    @Test
    void a_tier_is_the_accounts_and_each_route_pays_its_average() {
        CostComparison comparison = compare(CostedApi.HTTP, "open", "requests_per_month: 600000000, "
                + "response_kilobytes: 0, access_log_bytes: 0, detailed_metrics: false");
        // 300 M × 1.00 + 300 M × 0.90, of which the route has half.
        assertThat(comparison.plan().of("route")).isEqualByComparingTo("285");
    }

    @Test
    void the_router_alone_costs_more_than_native_keys() {
        CostComparison comparison = compare(CostedApi.HTTP, "open", "");
        assertThat(comparison.plan().total()).isLessThan(comparison.router().total());
        assertThat(comparison.kongOnEks().total().subtract(comparison.kongOnEc2().total()))
                .isEqualByComparingTo("73");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP | ''               |
            REST | waf_rules: 2     |
            HTTP | waf_rules: 2     | waf_rules: an HTTP API has a web ACL before CloudFront only, so none is counted; Kong's is.
            REST | cloudfront: true | cloudfront: it stands before HTTP APIs only, so none is counted before the REST API; Kong's is.
            HTTP | 'routes: {route: {native_percent: 20}}' | routes.route.native_percent: the plan does not split this route, so it changes nothing.
            """)
    void what_is_not_counted_is_said(CostedApi api, String settings, String note) {
        assertThat(compare(api, "open", settings).notes()).isEqualTo(note == null ? List.of() : List.of(note));
    }
}
