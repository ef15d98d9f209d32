package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a month costs before anybody asks anything.
class FixedChargesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP | false |                                | METRICS 9.5000                 | 8 metrics × 0.30, 31 watched × 0.10, 2 composite × 0.50, 1 dashboard × 3.00
            HTTP | true  |                                | METRICS 11.0000                | and the authorizer's 5 metrics
            HTTP | true  | detailed_metrics: true         | METRICS 12.8000                | and 6 of the default route
            REST | true  | detailed_metrics: true         | METRICS 15.2000                | and 7 each of root and proxy
            HTTP | true  | domain: true                   | METRICS 11.0000, NAMES 0.5000  | a zone
            HTTP | true  | regions: 3                     | METRICS 36.0000                | 3 × 8.00 and 4 dashboards
            HTTP | true  | regions: 3, domain: true       | API 3.9420, ROUTER 1.3140, AUTHORIZER 1.0512, METRICS 36.0000, NAMES 5.0000 | zone and 3 × (0.50 + 1.00); 15 checkers each 30 s in 3 Regions ask 3.942 M times
            HTTP | false | waf_rules: 4                   | METRICS 9.5000                 | no web ACL without CloudFront
            HTTP | false | waf_rules: 4, cloudfront: true | METRICS 9.5000, WEB_ACL 9.0000, CLOUDFRONT 0.4000 | 5 + 4 × 1; the secret
            REST | false | waf_rules: 4, regions: 2       | METRICS 22.0000, WEB_ACL 18.0000 | one for each Region; 2 × 6.50 and 3 dashboards
            HTTP | false | key_changes_per_month: 1000000 | TABLES 1.2500, METRICS 9.5000  | item and index: 2 M × 0.625
            HTTP | false | key_changes_per_month: 1000000, regions: 2 | TABLES 2.5000, METRICS 22.0000 | in each Region
            """)
    void a_deployment_costs_by_itself(CostedApi api, boolean hasAuthorizer, String settings, String items, String how) {
        CostedGateway gateway = new CostedGateway(api, hasAuthorizer, 0, List.of(CostKit.route("router")));
        assertThat(CostKit.items(Bill.of(FixedCharges.of(gateway, CostKit.million(settings)), CostKit.PRICES))).as(how)
                .isEqualTo(items);
    }
}
