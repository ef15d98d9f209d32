package dev.headgate.cost;

import dev.headgate.cost.CostedRoute.NativeKey;
import dev.headgate.cost.CostedRoute.Work;
import dev.headgate.cost.TrafficProfile.Load;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What requests take of each price, route by route. For use by one thread.
final class RequestCharges {
    /// An eventually consistent read is paid by half.
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int HTTP_STEP_KILOBYTES = 512;
    private static final int READ_UNIT_KILOBYTES = 4;
    private static final int WRITE_UNIT_KILOBYTES = 1;

    private final CostedGateway gateway;
    private final TrafficProfile traffic;
    private final boolean hasCloudFront;
    private final List<Charge> charges = new ArrayList<>();

    /// Flows of a route, and what its requests are like.
    private record Part(CostedRoute route, Flow flow, TrafficProfile.Standard standard) {}

    private RequestCharges(CostedGateway gateway, TrafficProfile traffic) {
        this.gateway = gateway;
        this.traffic = traffic;
        this.hasCloudFront = FixedCharges.hasCloudFront(gateway, traffic);
    }

    static List<Charge> of(CostedGateway gateway, TrafficProfile traffic) {
        return new RequestCharges(gateway, traffic).all();
    }

    private List<Charge> all() {
        Map<String, Load> loads = traffic.loads(gateway.routeNames());
        List<Part> parts = new ArrayList<>();
        for (CostedRoute route : gateway.routes()) {
            Load load = loads.get(route.name());
            parts(route, load).forEach(flow -> parts.add(new Part(route, flow, load.standard())));
            if (traffic.telemetry().detailedMetrics()) {
                add(route, CostItem.METRICS, PriceName.METRIC_MONTHS, BigDecimal.valueOf(
                        (long) route.keys().size() * gateway.api().metricsPerKey() * traffic.regions()));
            }
        }
        parts.forEach(this::requests);
        parts.forEach(this::functions);
        parts.forEach(this::tables);
        traces(parts);
        return charges;
    }

    /// Equal parts for the route's native keys and, where it takes one, the router, unless the profile says otherwise.
    private List<Flow> parts(CostedRoute route, Load load) {
        BigDecimal parts = BigDecimal.valueOf(route.keys().size() + (route.isWhole() ? 0 : 1));
        BigDecimal equal = BigDecimal.valueOf(route.keys().size()).divide(parts, Price.DIGITS);
        BigDecimal nativeShare = route.isWhole() || route.keys().isEmpty() ? equal : load.nativeShare().orElse(equal);
        List<Flow> flows = new ArrayList<>();
        for (NativeKey key : route.keys()) {
            BigDecimal requests = load.requests().multiply(nativeShare)
                    .divide(BigDecimal.valueOf(route.keys().size()), Price.DIGITS);
            flows.add(Flow.nativeTo(key, requests, traffic));
        }
        if (!route.isWhole()) {
            flows.add(Flow.routed(route.work(), load.requests().multiply(Amounts.restOf(nativeShare)), traffic,
                    gateway.hasAuthorizer()));
        }
        return flows;
    }

    private void requests(Part part) {
        Flow flow = part.flow();
        BigDecimal out = Amounts
                .gigabytesOfKilobytes(flow.admitted().multiply(part.standard().responseKilobytes()));
        add(part.route(), CostItem.API, gateway.api().requests(), flow.requests().multiply(steps(part)));
        add(part.route(), CostItem.LOGS, PriceName.LOG_GIGABYTES,
                Amounts.gigabytesOfBytes(flow.requests().multiply(traffic.telemetry().accessLogBytes())));
        if (hasCloudFront) {
            add(part.route(), CostItem.CLOUDFRONT, PriceName.CLOUDFRONT_REQUESTS, flow.requests());
            add(part.route(), CostItem.CLOUDFRONT, PriceName.CLOUDFRONT_OUT_GIGABYTES, out);
            add(part.route(), CostItem.CLOUDFRONT, PriceName.CLOUDFRONT_ORIGIN_GIGABYTES, Amounts
                    .gigabytesOfKilobytes(flow.requests().multiply(part.standard().requestKilobytes())));
            add(part.route(), CostItem.LOGS, PriceName.LOG_GIGABYTES,
                    Amounts.gigabytesOfBytes(flow.requests().multiply(traffic.edge().cloudFrontLogBytes())));
        } else {
            add(part.route(), CostItem.DATA_OUT, PriceName.DATA_OUT_GIGABYTES, out);
        }
        if (FixedCharges.hasWebAcl(gateway, traffic)) {
            add(part.route(), CostItem.WEB_ACL, PriceName.WAF_REQUESTS, flow.requests());
        }
    }

    /// Of the larger one of request and answer.
    private BigDecimal steps(Part part) {
        return switch (gateway.api()) {
            case HTTP -> Amounts.steps(part.standard().requestKilobytes().max(part.standard().responseKilobytes()),
                    HTTP_STEP_KILOBYTES);
            case REST -> BigDecimal.ONE;
        };
    }

    private void functions(Part part) {
        Flow flow = part.flow();
        TrafficProfile.Functions functions = traffic.functions();
        function(part.route(), CostItem.ROUTER, flow.routerCalls(),
                flow.routerCalls().multiply(functions.routerMillis())
                        .add(flow.backendCalls().multiply(part.standard().backendMillis())));
        function(part.route(), CostItem.AUTHORIZER, flow.authorizerCalls(),
                flow.authorizerCalls().multiply(functions.authorizerMillis()));
        add(part.route(), CostItem.LOGS, PriceName.LOG_GIGABYTES,
                Amounts.gigabytesOfBytes(flow.routerCalls().add(flow.authorizerCalls())
                        .multiply(traffic.telemetry().functionLogBytes())));
    }

    private void function(CostedRoute route, CostItem item, BigDecimal calls, BigDecimal millis) {
        add(route, item, PriceName.LAMBDA_REQUESTS, calls);
        add(route, item, FixedCharges.gigabyteSeconds(traffic),
                Amounts.gigabyteSeconds(traffic.functions().memoryMegabytes(), millis));
    }

    private void tables(Part part) {
        Flow flow = part.flow();
        Work work = part.route().work();
        BigDecimal counted = flow.routerCalls().signum() == 0 ? BigDecimal.ZERO : flow.admitted();
        BigDecimal found = flow.cacheLooks().multiply(traffic.cacheHitShare());
        BigDecimal notFound = flow.cacheLooks().subtract(found);
        BigDecimal response = part.standard().responseKilobytes();
        BigDecimal looks = found.multiply(Amounts.steps(response, READ_UNIT_KILOBYTES)).add(notFound).multiply(HALF);
        BigDecimal lookups = work.looksUpKeys()
                ? flow.credentialChecks().multiply(traffic.keyLookupShare())
                : BigDecimal.ZERO;
        add(part.route(), CostItem.TABLES, PriceName.DYNAMODB_WRITE_UNITS,
                counted.multiply(Amounts.restOf(refused(work))).multiply(BigDecimal.valueOf(work.counterWrites()))
                        .add(counterWrites(part, counted))
                        .add(notFound.multiply(Amounts.steps(response, WRITE_UNIT_KILOBYTES))));
        // A key and its consumer: two reads of half a unit.
        add(part.route(), CostItem.TABLES, PriceName.DYNAMODB_READ_UNITS,
                counted.multiply(BigDecimal.valueOf(work.counterReads())).add(looks).add(lookups));
    }

    private BigDecimal refused(Work work) {
        return work.isLimited() ? traffic.limits().refusedShare() : BigDecimal.ZERO;
    }

    /// Requests are taken to come evenly, to all Regions and keys alike, and to all environments that the busiest second
    /// needs.
    private BigDecimal counterWrites(Part part, BigDecimal counted) {
        Work work = part.route().work();
        if (counted.signum() == 0 || !work.isLimited()) {
            return BigDecimal.ZERO;
        }
        double refused = traffic.limits().refusedShare().doubleValue();
        double perRegion = counted.doubleValue() / Amounts.SECONDS.doubleValue() / traffic.regions();
        double busySeconds = traffic.functions().routerMillis().doubleValue() / 1000
                + (work.callsBackend() ? part.standard().backendMillis().doubleValue() / 1000 : 0);
        double environments = Math.max(1, perRegion * traffic.peakToAverage().doubleValue() * busySeconds);
        double writes = work.counters().stream()
                .map(use -> new CounterCost(use, perRegion / traffic.limits().keys(), refused, environments))
                .mapToDouble(cost -> cost.writesOfAdmitted() * (1 - refused) + cost.writesOfRefused() * refused).sum();
        return counted.multiply(BigDecimal.valueOf(writes));
    }

    /// The first request of each second and Region is traced, and a share of the others. An HTTP API does not trace; the
    /// functions behind it do.
    private void traces(List<Part> parts) {
        BigDecimal all = parts.stream().map(this::traceable).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (all.signum() == 0 || traffic.telemetry().tracedShare().signum() == 0) {
            return;
        }
        BigDecimal first = all.min(Amounts.SECONDS.multiply(BigDecimal.valueOf(traffic.regions())));
        BigDecimal traced = first.add(all.subtract(first).multiply(traffic.telemetry().tracedShare()));
        parts.forEach(part -> add(part.route(), CostItem.TRACES, PriceName.XRAY_TRACES,
                traceable(part).multiply(traced).divide(all, Price.DIGITS)));
    }

    private BigDecimal traceable(Part part) {
        return switch (gateway.api()) {
            case HTTP -> part.flow().reachingFunctions();
            case REST -> part.flow().requests();
        };
    }

    private void add(CostedRoute route, CostItem item, PriceName price, BigDecimal units) {
        charges.add(new Charge(route.name(), item, price, units));
    }
}
