package dev.headgate.cost;

/// How a kind of API is charged.
public enum CostedApi {
    /// In steps of 512 KB; it does not trace, and has a web ACL before CloudFront only.
    HTTP(PriceName.HTTP_API_REQUESTS, 6, 1),
    /// A request is a request; it traces, and has a web ACL itself.
    REST(PriceName.REST_API_REQUESTS, 7, 2);

    private final PriceName requests;
    private final int metricsPerKey;
    private final int routerKeys;

    CostedApi(PriceName requests, int metricsPerKey, int routerKeys) {
        this.requests = requests;
        this.metricsPerKey = metricsPerKey;
        this.routerKeys = routerKeys;
    }

    PriceName requests() {
        return requests;
    }

    /// What API Gateway measures of each key that it serves, where it is asked to (API Gateway developer guide, "Monitor
    /// CloudWatch metrics for HTTP APIs" and "Amazon API Gateway dimensions and metrics").
    int metricsPerKey() {
        return metricsPerKey;
    }

    /// Keys that lead to the router: `$default`, or the root and `{proxy+}`.
    int routerKeys() {
        return routerKeys;
    }
}
