package dev.headgate.cost;

/// What a month's bill is made of, as people read it.
public enum CostItem {
    API("API Gateway"),
    ROUTER("router"),
    AUTHORIZER("authorizer"),
    TABLES("DynamoDB"),
    LOGS("logs"),
    METRICS("metrics, alarms, dashboards"),
    TRACES("X-Ray"),
    WEB_ACL("WAF"),
    CLOUDFRONT("CloudFront"),
    DATA_OUT("data out"),
    NAMES("domain"),
    NODES("nodes"),
    LOAD_BALANCER("load balancers"),
    CROSS_ZONE("data between zones"),
    CONTROL_PLANE("EKS control planes");

    private final String title;

    CostItem(String title) {
        this.title = title;
    }

    /// For people.
    public String title() {
        return title;
    }
}
