package dev.headgate.cost;

import dev.headgate.cost.CostedRoute.NativeKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What a deployment takes of each price, however little it is asked: what the CDK app makes, and what Route 53's health
/// checkers ask.
final class FixedCharges {
    /// See docs/functions.md, "Metrics".
    private static final long ROUTER_METRICS = 8;
    private static final long AUTHORIZER_METRICS = 5;
    /// Of one API in one Region, as in the CDK app's templates.
    private static final long ALARM_METRICS = 31;
    private static final long COMPOSITE_ALARMS = 2;
    /// Route 53's checkers, each of which asks every 30 seconds (Route 53 developer guide, "How Route 53 determines whether
    /// a health check is healthy").
    private static final long CHECKERS = 15;
    private static final BigDecimal CHECK_SECONDS = BigDecimal.valueOf(30);
    /// The item and its entry in the index by consumer.
    private static final long WRITES_PER_KEY_CHANGE = 2;

    private FixedCharges() {}

    static List<Charge> of(CostedGateway gateway, TrafficProfile traffic) {
        List<Charge> charges = new ArrayList<>(shared(traffic));
        metrics(charges, gateway, traffic);
        if (hasWebAcl(gateway, traffic)) {
            webAcls(charges, gateway.api() == CostedApi.HTTP ? 1 : traffic.regions(), traffic);
        }
        if (hasCloudFront(gateway, traffic)) {
            charges.add(Charge.fixed(CostItem.CLOUDFRONT, PriceName.SECRET_MONTHS, traffic.regions()));
        }
        if (hasHealthChecks(traffic)) {
            healthCheckRequests(charges, gateway, traffic);
        }
        keyChanges(charges, traffic);
        return charges;
    }

    /// What any gateway of that availability takes: the domain and, in several Regions, health checks.
    static List<Charge> shared(TrafficProfile traffic) {
        List<Charge> charges = new ArrayList<>();
        if (traffic.edge().hasDomain()) {
            charges.add(Charge.fixed(CostItem.NAMES, PriceName.ROUTE53_ZONE_MONTHS, 1));
        }
        if (hasHealthChecks(traffic)) {
            charges.add(Charge.fixed(CostItem.NAMES, PriceName.ROUTE53_HEALTH_CHECK_MONTHS, traffic.regions()));
            charges.add(Charge.fixed(CostItem.NAMES, PriceName.ROUTE53_HEALTH_CHECK_FEATURE_MONTHS, traffic.regions()));
        }
        return charges;
    }

    static void webAcls(List<Charge> charges, long count, TrafficProfile traffic) {
        charges.add(Charge.fixed(CostItem.WEB_ACL, PriceName.WAF_WEB_ACL_MONTHS, count));
        charges.add(Charge.fixed(CostItem.WEB_ACL, PriceName.WAF_RULE_MONTHS, count * traffic.edge().webAclRules()));
    }

    static boolean hasCloudFront(CostedGateway gateway, TrafficProfile traffic) {
        return traffic.edge().hasCloudFront() && gateway.api() == CostedApi.HTTP;
    }

    static boolean hasWebAcl(CostedGateway gateway, TrafficProfile traffic) {
        return traffic.edge().hasWebAcl() && (gateway.api() == CostedApi.REST || traffic.edge().hasCloudFront());
    }

    static PriceName gigabyteSeconds(TrafficProfile traffic) {
        return traffic.functions().isArm()
                ? PriceName.LAMBDA_ARM_GIGABYTE_SECONDS
                : PriceName.LAMBDA_X86_GIGABYTE_SECONDS;
    }

    private static boolean hasHealthChecks(TrafficProfile traffic) {
        return traffic.edge().hasDomain() && traffic.regions() > 1;
    }

    private static void metrics(List<Charge> charges, CostedGateway gateway, TrafficProfile traffic) {
        long regions = traffic.regions();
        boolean asksAuthorizer = gateway.hasAuthorizer() || gateway.routes().stream()
                .flatMap(route -> route.keys().stream())
                .anyMatch(key -> key == NativeKey.AUTHORIZER || key == NativeKey.AUTHORIZER_UNCACHED);
        long detailed = traffic.telemetry().detailedMetrics()
                ? (long) (gateway.api().routerKeys() + gateway.guards()) * gateway.api().metricsPerKey()
                : 0;
        charges.add(Charge.fixed(CostItem.METRICS, PriceName.METRIC_MONTHS,
                regions * (ROUTER_METRICS + (asksAuthorizer ? AUTHORIZER_METRICS : 0) + detailed)));
        charges.add(Charge.fixed(CostItem.METRICS, PriceName.ALARM_METRIC_MONTHS, regions * ALARM_METRICS));
        charges.add(Charge.fixed(CostItem.METRICS, PriceName.COMPOSITE_ALARM_MONTHS, regions * COMPOSITE_ALARMS));
        charges.add(Charge.fixed(CostItem.METRICS, PriceName.DASHBOARD_MONTHS, regions > 1 ? regions + 1 : 1));
    }

    /// They go the way of any request, as far as the functions.
    private static void healthCheckRequests(List<Charge> charges, CostedGateway gateway, TrafficProfile traffic) {
        BigDecimal requests = Amounts.SECONDS.divide(CHECK_SECONDS, Price.DIGITS)
                .multiply(BigDecimal.valueOf(CHECKERS * traffic.regions()));
        TrafficProfile.Functions functions = traffic.functions();
        charges.add(new Charge("", CostItem.API, gateway.api().requests(), requests));
        charges.add(new Charge("", CostItem.LOGS, PriceName.LOG_GIGABYTES,
                Amounts.gigabytesOfBytes(requests.multiply(traffic.telemetry().accessLogBytes()))));
        function(charges, CostItem.ROUTER, requests, functions.routerMillis(), traffic);
        if (gateway.hasAuthorizer()) {
            function(charges, CostItem.AUTHORIZER, requests, functions.authorizerMillis(), traffic);
        }
    }

    private static void function(List<Charge> charges, CostItem item, BigDecimal calls, BigDecimal millis,
            TrafficProfile traffic) {
        charges.add(new Charge("", item, PriceName.LAMBDA_REQUESTS, calls));
        charges.add(new Charge("", item, gigabyteSeconds(traffic),
                Amounts.gigabyteSeconds(traffic.functions().memoryMegabytes(), calls.multiply(millis))));
    }

    private static void keyChanges(List<Charge> charges, TrafficProfile traffic) {
        BigDecimal writes = traffic.keyChanges().multiply(BigDecimal.valueOf(WRITES_PER_KEY_CHANGE));
        charges.add(traffic.regions() == 1
                ? new Charge("", CostItem.TABLES, PriceName.DYNAMODB_WRITE_UNITS, writes)
                : new Charge("", CostItem.TABLES, PriceName.DYNAMODB_REPLICATED_WRITE_UNITS,
                        writes.multiply(BigDecimal.valueOf(traffic.regions()))));
    }
}
