package dev.headgate.router;

/// The names by which the router and the authorizer report what they do to CloudWatch, for whoever makes dashboards and
/// alarms of them.
///
/// Each is reported once a request under [#DEPLOYMENT]; where the function's `HEADGATE_ROUTE_METRICS` is `true`, under
/// [#DEPLOYMENT] and [#ROUTE] as well.
public final class GatewayMetrics {
    /// What CloudWatch's console lists the metrics under.
    public static final String NAMESPACE = "Headgate";
    /// The dimension that tells deployments apart; its value is the function's `HEADGATE_NAME`.
    public static final String DEPLOYMENT = "Deployment";
    /// The dimension that tells routes apart; its value is the route's id in Kong's terms.
    public static final String ROUTE = "Route";
    /// The value of [#DEPLOYMENT] where the function is told of none.
    public static final String DEFAULT_DEPLOYMENT = "headgate";

    private GatewayMetrics() {}

    /// CloudWatch's units, in CloudWatch's spelling (`MetricDatum` of its API).
    public enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// What is measured. A count is 1 where the thing happened, and 0 where it did not, so that its average is a rate.
    public enum Metric {
        /// Requests that the router was asked to answer, however that ended.
        REQUESTS("Requests", Unit.COUNT),
        /// How long the router took for a request.
        LATENCY("Latency", Unit.MILLISECONDS),
        /// How long the backend took to answer; only where it did.
        UPSTREAM_LATENCY("UpstreamLatency", Unit.MILLISECONDS),
        /// Answers of status 400 to 499, whoever gave them.
        CLIENT_ERRORS("ClientErrors", Unit.COUNT),
        /// Answers of status 500 to 599, whoever gave them, and requests that the router failed for.
        SERVER_ERRORS("ServerErrors", Unit.COUNT),
        /// Requests that a plugin refused for exceeding a limit.
        RATE_LIMITED("RateLimited", Unit.COUNT),
        /// Requests that were the first of their environment.
        COLD_STARTS("ColdStarts", Unit.COUNT),
        /// Requests during which a store of keys, counts or answers could not be reached, whatever came of it.
        STORE_FAILURES("StoreFailures", Unit.COUNT),
        /// Requests that a plugin let pass though it could not count them.
        UNCOUNTED_REQUESTS("UncountedRequests", Unit.COUNT),
        /// Requests that the authorizer was asked to judge, however that ended.
        AUTHORIZER_REQUESTS("AuthorizerRequests", Unit.COUNT),
        /// Requests that the authorizer refused.
        AUTHORIZER_REFUSED("AuthorizerRefused", Unit.COUNT),
        /// Requests that the authorizer could not judge.
        AUTHORIZER_FAILED("AuthorizerFailed", Unit.COUNT),
        /// How long the authorizer took for a request.
        AUTHORIZER_LATENCY("AuthorizerLatency", Unit.MILLISECONDS),
        /// Requests that were the first of their authorizer's environment.
        AUTHORIZER_COLD_STARTS("AuthorizerColdStarts", Unit.COUNT);

        private final String text;
        private final Unit unit;

        Metric(String text, Unit unit) {
            this.text = text;
            this.unit = unit;
        }

        /// Its name in CloudWatch.
        public String text() {
            return text;
        }

        public Unit unit() {
            return unit;
        }
    }
}
