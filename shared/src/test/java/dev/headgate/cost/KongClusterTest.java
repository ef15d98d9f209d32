package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongClusterTest {
    private static final CostedGateway GATEWAY = new CostedGateway(CostedApi.HTTP, true, 0,
            List.of(CostKit.route("router")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000000      | 1 | 4  | 2  | 1.5 requests a second: the least there can be
            6570000000   | 1 | 4  | 2  | 2,500 a second, 10,000 at the peak: a node in each zone
            6570000001   | 1 | 4  | 4  | one more, so two in each zone
            6570000000   | 2 | 4  | 4  | either Region carries all when the other is lost
            13140000000  | 3 | 4  | 6  | 20,000 at the peak, which two Regions carry
            13140000000  | 3 | 40 | 60 | ten times the peak
            """)
    void each_zone_can_serve_the_peak_of_its_region(long requests, int regions, int peak, int nodes, String why) {
        TrafficProfile traffic = CostKit.million("requests_per_month: " + requests + ", regions: " + regions
                + ", peak_to_average: " + peak);
        assertThat(KongCluster.of(traffic).nodes()).as(why).isEqualTo(nodes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false |                                | NODES 150.6600, LOAD_BALANCER 23.7252 | 2 × (730 × 0.101 + 20 × 0.08); 730 × (0.0225 + 2 × 0.005), 100,000 connections ÷ 2,880,000 × 0.006
            true  |                                | NODES 150.6600, LOAD_BALANCER 23.7252, CONTROL_PLANE 73.0000 | 730 × 0.10
            true  | regions: 2                     | NODES 301.3200, LOAD_BALANCER 47.4502, CONTROL_PLANE 146.0000 | twice, but for the connections
            false | response_kilobytes: 1048.576   | DATA_OUT 90.0000, NODES 150.6600, LOAD_BALANCER 29.7250, CROSS_ZONE 10.0000 | 1,000 GB × 0.09, × 0.006, and half of it × 2 × 0.01
            false | waf_rules: 4                   | WEB_ACL 9.6000, NODES 150.6600, LOAD_BALANCER 23.7339 | an ALB: 100,000 ÷ 90,000 × 0.008
            false | access_log_bytes: 1073.741824  | LOGS 0.5000, NODES 150.6600, LOAD_BALANCER 23.7252 | 1 GB × 0.50
            false | kong_disk_gigabytes: 100       | NODES 163.4600, LOAD_BALANCER 23.7252 | 2 × 80 GB more
            false | cloudfront: true, waf_rules: 4 | WEB_ACL 9.6000, CLOUDFRONT 1.0000, NODES 150.6600, LOAD_BALANCER 23.7252 | the web ACL is CloudFront's
            false | regions: 2, domain: true       | NAMES 3.5000, NODES 301.3200, LOAD_BALANCER 47.4502 | zone and 2 × 1.50
            """)
    void a_cluster_costs_so_much(boolean isOnEks, String settings, String items, String how) {
        TrafficProfile traffic = CostKit.million(settings);
        Bill bill = Bill.of(KongCluster.of(traffic).charges(GATEWAY, traffic, isOnEks), CostKit.PRICES);
        assertThat(CostKit.items(bill)).as(how).isEqualTo(items);
    }
}
