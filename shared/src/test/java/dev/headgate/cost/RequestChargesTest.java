package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a million requests to one route cost, item by item. Unless a row says otherwise the router works 10 ms and the
/// authorizer 5 ms with 1 GB on Graviton, the backend takes 100 ms, 80 % of the authorizer's answers are remembered, and
/// sizes, logs and traces are nought. A GB-second costs 0.0000133334, a million invocations 0.20.
class RequestChargesTest {
    private static String items(CostedApi api, boolean hasAuthorizer, String route, String settings) {
        CostedGateway gateway = new CostedGateway(api, hasAuthorizer, 0, List.of(CostKit.route(route)));
        return CostKit.items(Bill.of(RequestCharges.of(gateway, CostKit.million(settings)), CostKit.PRICES));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP | open                     | API 1.0000                    | 1 M × 1.00
            REST | open                     | API 3.5000                    | 1 M × 3.50
            HTTP | jwt protected            | API 1.0000                    | API Gateway verifies by itself
            HTTP | authorizer protected     | API 1.0000, AUTHORIZER 0.0533 | 0.2 M × 0.20, 0.2 M × 0.005 s = 1,000 GB-s
            HTTP | authorizer_uncached      | API 1.0000, AUTHORIZER 0.2667 | 1 M × 0.20, 5,000 GB-s
            HTTP | router                   | API 1.0000, ROUTER 1.6667     | 1 M × 0.20, 1 M × 0.110 s = 110,000 GB-s
            HTTP | router terminated        | API 1.0000, ROUTER 0.3333     | no backend: 10,000 GB-s
            HTTP | open router              | API 1.0000, ROUTER 0.8333     | half of it
            HTTP | open open jwt router     | API 1.0000, ROUTER 0.4167     | a quarter of it
            HTTP | router counted           | API 1.0000, ROUTER 1.6667, TABLES 0.6250 | one write of 1 KB: 1 M × 0.625
            HTTP | router counted reading   | API 1.0000, ROUTER 1.6667, TABLES 0.7500 | and one consistent read: 1 M × 0.125
            HTTP | router protected keys    | API 1.0000, ROUTER 1.6667, TABLES 0.0125 | 10 % of the keys are looked up: 0.1 M × 0.125
            HTTP | open counted keys        | API 1.0000                    | no plugin runs for a native key
            """)
    void what_is_strict_has_no_authorizer_before_the_router(CostedApi api, String route, String items, String how) {
        assertThat(items(api, false, route, "")).as(how).isEqualTo(items);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            router               |                        | API 1.0000, ROUTER 1.6667, AUTHORIZER 0.2667 | it is asked about every request
            router protected     | credential_percent: 50 | API 1.0000, ROUTER 0.8333, AUTHORIZER 0.2667 | and refuses half of them
            authorizer protected | credential_percent: 50 | API 1.0000, AUTHORIZER 0.0267                | no credential, no call: 0.1 M
            open router          |                        | API 1.0000, ROUTER 0.8333, AUTHORIZER 0.1333 | about half of them
            """)
    void at_the_edge_the_authorizer_is_asked_first(String route, String settings, String items, String how) {
        assertThat(items(CostedApi.HTTP, true, route, settings)).as(how).isEqualTo(items);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP | router           | architecture: x86_64             | API 1.0000, ROUTER 2.0333   | 110,000 × 0.0000166667 + 0.20
            HTTP | router           | memory_megabytes: 512            | API 1.0000, ROUTER 0.9333   | 55,000 GB-s
            HTTP | router           | backend_milliseconds: 0          | API 1.0000, ROUTER 0.3333   | 10,000 GB-s
            HTTP | router protected | credential_percent: 50           | API 1.0000, ROUTER 1.0000   | refused in 10 ms: 10,000 + 50,000 GB-s
            HTTP | open             | response_kilobytes: 1048.576     | API 3.0000, DATA_OUT 90.0000 | three steps of 512 KB; 1,000 GB × 0.09
            HTTP | open             | request_kilobytes: 512           | API 1.0000                  | data in costs nothing
            REST | open             | response_kilobytes: 1048.576     | API 3.5000, DATA_OUT 90.0000 | no steps
            HTTP | jwt protected    | response_kilobytes: 1.048576, credential_percent: 50 | API 1.0000, DATA_OUT 0.0450 | what is refused is small: 0.5 GB
            HTTP | open             | access_log_bytes: 1073.741824    | API 1.0000, LOGS 0.5000     | 1 GB × 0.50
            HTTP | router           | function_log_bytes: 1073.741824  | API 1.0000, ROUTER 1.6667, LOGS 0.5000 | 1 GB × 0.50
            HTTP | router cached    | response_kilobytes: 4.194304     | API 1.0000, ROUTER 1.0000, TABLES 1.6563, DATA_OUT 0.3600 | looks 0.5 M × 2 × ½ + 0.5 M × ½ = 0.75 M × 0.125, keeps 0.5 M × 5 KB × 0.625
            HTTP | open             | traced_percent: 5                | API 1.0000                  | an HTTP API does not trace
            HTTP | router           | traced_percent: 5                | API 1.0000, ROUTER 1.6667, TRACES 5.0000 | less than one a second: all of them
            REST | open             | traced_percent: 5, requests_per_month: 12628000 | API 44.1980, TRACES 15.6400 | 2.628 M seconds + 5 % of 10 M
            REST | open             | waf_rules: 4                     | API 3.5000, WEB_ACL 0.6000  | 1 M × 0.60
            HTTP | open             | waf_rules: 4                     | API 1.0000                  | an HTTP API has none
            HTTP | open             | waf_rules: 4, cloudfront: true   | API 1.0000, WEB_ACL 0.6000, CLOUDFRONT 1.0000 | 100 × 0.01 for CloudFront
            HTTP | open             | cloudfront: true, response_kilobytes: 1.048576, request_kilobytes: 1.048576 | API 1.0000, CLOUDFRONT 1.1050 | 1 GB × 0.085 out, 1 GB × 0.02 to the API
            HTTP | open jwt         | detailed_metrics: true           | API 1.0000, METRICS 3.6000  | 2 keys × 6 × 0.30
            HTTP | open router      | routes: {route: {native_percent: 90}} | API 1.0000, ROUTER 0.1667 | a tenth of it
            HTTP | router counted   | limited_percent: 50, limited_keys: 1 | API 1.0000, ROUTER 1.0000, TABLES 0.3399 | 0.5 M admitted; 43,800 windows of an environment; no backend for the others
            HTTP | router counted   | limited_percent: 50, limited_keys: 1000000 | API 1.0000, ROUTER 1.0000, TABLES 0.6250 | who comes once a month learns nothing
            HTTP | router leased    | limited_keys: 1, regions: 1      | API 1.0000, ROUTER 1.6667, TABLES 0.1643 | 0.38 a second: 3.8 at once
            HTTP | router leased    | limited_keys: 10                 | API 1.0000, ROUTER 1.6667, TABLES 0.6250 | one every 26 seconds
            HTTP | router penalized | limited_percent: 50              | API 1.0000, ROUTER 1.0000, TABLES 0.3438 | 0.5 M, and a tenth of 0.5 M
            HTTP | router           | limited_percent: 50              | API 1.0000, ROUTER 1.6667   | nothing limits
            HTTP | router           | routes: {route: {backend_milliseconds: 0}} | API 1.0000, ROUTER 0.3333 | what a route says wins
            """)
    void settings_change_that(CostedApi api, String route, String settings, String items, String how) {
        assertThat(items(api, false, route, settings)).as(how).isEqualTo(items);
    }
}
