package dev.headgate.cost;

import dev.headgate.cost.TrafficProfile.Load;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A cluster of Kong nodes without a database, as available as the gateway that it is compared with: in each Region, nodes
/// in two zones, each zone able to serve the Region's peak alone; of several Regions, any may be lost.
///
/// Node sizes are [Kong's guideline](https://developer.konghq.com/gateway/resource-sizing-guidelines/): a medium node is an
/// m5.large and serves less than 10,000 requests a second.
///
/// @param regions in which there are nodes
/// @param nodesPerRegion an even number, 2 at least
/// @param peakPerSecond requests that a Region has to be able to serve
public record KongCluster(int regions, int nodesPerRegion, BigDecimal peakPerSecond) {
    private static final long ZONES = 2;
    private static final BigDecimal NLB_CONNECTIONS_PER_SECOND = BigDecimal.valueOf(800);
    private static final BigDecimal ALB_CONNECTIONS_PER_SECOND = BigDecimal.valueOf(25);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    /// What the whole cluster passes on in a month.
    private record Passed(BigDecimal requests, BigDecimal inGigabytes, BigDecimal outGigabytes) {}

    static KongCluster of(TrafficProfile traffic) {
        int carrying = Math.max(1, traffic.regions() - 1);
        BigDecimal peak = traffic.requests().divide(Amounts.SECONDS, Price.DIGITS).multiply(traffic.peakToAverage())
                .divide(BigDecimal.valueOf(carrying), Price.DIGITS);
        int nodesPerZone = Amounts.up(peak.divide(traffic.kong().requestsPerSecond(), Price.DIGITS))
                .max(BigDecimal.ONE).intValueExact();
        return new KongCluster(traffic.regions(), (int) ZONES * nodesPerZone, peak);
    }

    /// All nodes in all Regions.
    public int nodes() {
        return regions * nodesPerRegion;
    }

    /// @param isOnEks whether the nodes are those of Kubernetes clusters
    List<Charge> charges(CostedGateway gateway, TrafficProfile traffic, boolean isOnEks) {
        Passed passed = passed(gateway, traffic);
        List<Charge> charges = new ArrayList<>(FixedCharges.shared(traffic));
        charges.add(hours(CostItem.NODES, PriceName.EC2_M5_LARGE_HOURS, nodes()));
        charges.add(new Charge("", CostItem.NODES, PriceName.EBS_GP3_GIGABYTE_MONTHS,
                traffic.kong().diskGigabytes().multiply(BigDecimal.valueOf(nodes()))));
        // Without NAT, each node has an address to call backends from.
        charges.add(hours(CostItem.NODES, PriceName.EC2_PUBLIC_ADDRESS_HOURS, nodes()));
        charges.add(hours(CostItem.LOAD_BALANCER, PriceName.EC2_PUBLIC_ADDRESS_HOURS, ZONES * regions));
        loadBalancers(charges, passed, traffic);
        front(charges, passed, traffic);
        charges.add(new Charge("", CostItem.LOGS, PriceName.CUSTOM_LOG_GIGABYTES,
                Amounts.gigabytesOfBytes(passed.requests().multiply(traffic.telemetry().accessLogBytes()))));
        if (isOnEks) {
            charges.add(hours(CostItem.CONTROL_PLANE, PriceName.EKS_CLUSTER_HOURS, regions));
        }
        return charges;
    }

    private static Passed passed(CostedGateway gateway, TrafficProfile traffic) {
        Map<String, Load> loads = traffic.loads(gateway.routeNames());
        BigDecimal in = BigDecimal.ZERO;
        BigDecimal out = BigDecimal.ZERO;
        for (CostedRoute route : gateway.routes()) {
            Load load = loads.get(route.name());
            in = in.add(load.requests().multiply(load.standard().requestKilobytes()));
            out = out.add(Flow.admitted(route.work(), load.requests(), traffic)
                    .multiply(load.standard().responseKilobytes()));
        }
        return new Passed(traffic.requests(), Amounts.gigabytesOfKilobytes(in), Amounts.gigabytesOfKilobytes(out));
    }

    /// A web ACL stands before an Application Load Balancer, not before a Network Load Balancer. An Application Load
    /// Balancer pays for no data between zones; with a Network Load Balancer half of it is for the other zone, and paid on
    /// both sides.
    private void loadBalancers(List<Charge> charges, Passed passed, TrafficProfile traffic) {
        boolean isApplication = traffic.edge().hasWebAcl() && !traffic.edge().hasCloudFront();
        BigDecimal data = passed.inGigabytes().add(passed.outGigabytes());
        BigDecimal perHour = (isApplication ? ALB_CONNECTIONS_PER_SECOND : NLB_CONNECTIONS_PER_SECOND)
                .multiply(SECONDS_PER_HOUR);
        BigDecimal connections = passed.requests().divide(traffic.kong().requestsPerConnection(), Price.DIGITS);
        BigDecimal capacityHours = data.max(connections.divide(perHour, Price.DIGITS));
        charges.add(hours(CostItem.LOAD_BALANCER, isApplication ? PriceName.ALB_HOURS : PriceName.NLB_HOURS, regions));
        charges.add(new Charge("", CostItem.LOAD_BALANCER,
                isApplication ? PriceName.ALB_CAPACITY_UNIT_HOURS : PriceName.NLB_CAPACITY_UNIT_HOURS, capacityHours));
        if (!isApplication) {
            charges.add(new Charge("", CostItem.CROSS_ZONE, PriceName.CROSS_ZONE_GIGABYTES, data));
        }
    }

    private void front(List<Charge> charges, Passed passed, TrafficProfile traffic) {
        TrafficProfile.Edge edge = traffic.edge();
        if (edge.hasCloudFront()) {
            charges.add(new Charge("", CostItem.CLOUDFRONT, PriceName.CLOUDFRONT_REQUESTS, passed.requests()));
            charges.add(new Charge("", CostItem.CLOUDFRONT, PriceName.CLOUDFRONT_OUT_GIGABYTES, passed.outGigabytes()));
            charges.add(
                    new Charge("", CostItem.CLOUDFRONT, PriceName.CLOUDFRONT_ORIGIN_GIGABYTES, passed.inGigabytes()));
            charges.add(new Charge("", CostItem.LOGS, PriceName.LOG_GIGABYTES,
                    Amounts.gigabytesOfBytes(passed.requests().multiply(edge.cloudFrontLogBytes()))));
        } else {
            charges.add(new Charge("", CostItem.DATA_OUT, PriceName.DATA_OUT_GIGABYTES, passed.outGigabytes()));
        }
        if (edge.hasWebAcl()) {
            FixedCharges.webAcls(charges, edge.hasCloudFront() ? 1 : regions, traffic);
            charges.add(new Charge("", CostItem.WEB_ACL, PriceName.WAF_REQUESTS, passed.requests()));
        }
    }

    private static Charge hours(CostItem item, PriceName price, long count) {
        return new Charge("", item, price, Amounts.HOURS.multiply(BigDecimal.valueOf(count)));
    }
}
