package dev.headgate.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a month of a plan costs, and what the same traffic would cost otherwise. Immutable.
///
/// @param gateway the plan
/// @param traffic what it was computed for
/// @param prices what it was computed with
/// @param plan the plan as it is
/// @param router the same with every route on the router
/// @param cluster what Kong would take
/// @param kongOnEc2 Kong on instances of its own; the parts of routes cannot be told apart
/// @param kongOnEks Kong on Kubernetes clusters of its own
public record CostComparison(
        CostedGateway gateway,
        TrafficProfile traffic,
        Prices prices,
        Bill plan,
        Bill router,
        KongCluster cluster,
        Bill kongOnEc2,
        Bill kongOnEks) {

    /// Computes what the same traffic costs each way.
    public static CostComparison of(CostedGateway gateway, TrafficProfile traffic, Prices prices) {
        KongCluster cluster = KongCluster.of(traffic);
        return new CostComparison(gateway, traffic, prices, bill(gateway, traffic, prices),
                bill(gateway.onRouter(), traffic, prices), cluster,
                Bill.of(cluster.charges(gateway, traffic, false), prices),
                Bill.of(cluster.charges(gateway, traffic, true), prices));
    }

    private static Bill bill(CostedGateway gateway, TrafficProfile traffic, Prices prices) {
        return Bill.of(Stream.concat(RequestCharges.of(gateway, traffic).stream(),
                FixedCharges.of(gateway, traffic).stream()).toList(), prices);
    }

    /// What of the profile was not counted for this kind of API, and why.
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (traffic.edge().hasWebAcl() && !FixedCharges.hasWebAcl(gateway, traffic)) {
            notes.add("waf_rules: an HTTP API has a web ACL before CloudFront only, so none is counted; Kong's is.");
        }
        if (traffic.edge().hasCloudFront() && !FixedCharges.hasCloudFront(gateway, traffic)) {
            notes.add(
                    "cloudfront: it stands before HTTP APIs only, so none is counted before the REST API; Kong's is.");
        }
        for (CostedRoute route : gateway.routes()) {
            if (traffic.hasNativeShare(route.name()) && (route.isWhole() || route.keys().isEmpty())) {
                notes.add(
                        "routes." + route.name() + ".native_percent: the plan does not split this route, so it changes "
                                + "nothing.");
            }
        }
        return notes;
    }
}
