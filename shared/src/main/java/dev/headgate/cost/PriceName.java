package dev.headgate.cost;

import java.math.BigDecimal;
import java.util.Locale;

/// Everything that the model knows a price of. A constant's name in lower case is the key in files of prices.
public enum PriceName {
    HTTP_API_REQUESTS(Per.MILLION_REQUESTS, "A request of an HTTP API; bodies count in steps of 512 KB."),
    REST_API_REQUESTS(Per.MILLION_REQUESTS, "A request of a REST API."),
    LAMBDA_REQUESTS(Per.MILLION_REQUESTS, "An invocation of a function."),
    LAMBDA_ARM_GIGABYTE_SECONDS(Per.GIGABYTE_SECOND, "A function's memory and time on Graviton."),
    LAMBDA_X86_GIGABYTE_SECONDS(Per.GIGABYTE_SECOND, "A function's memory and time on x86."),
    DYNAMODB_WRITE_UNITS(Per.MILLION_UNITS, "1 KB written to a table on demand."),
    DYNAMODB_REPLICATED_WRITE_UNITS(Per.MILLION_UNITS, "1 KB written to a global table, in each Region."),
    DYNAMODB_READ_UNITS(Per.MILLION_UNITS, "4 KB read consistently from a table on demand, or 8 KB eventually so."),
    LOG_GIGABYTES(Per.GIGABYTE, "Logs of Lambda, API Gateway and CloudFront taken in by CloudWatch."),
    CUSTOM_LOG_GIGABYTES(Per.GIGABYTE, "Logs of anything else taken in by CloudWatch."),
    METRIC_MONTHS(Per.METRIC_MONTH, "A custom metric; metrics of API Gateway for each route are such."),
    ALARM_METRIC_MONTHS(Per.METRIC_MONTH, "A metric that an alarm watches."),
    COMPOSITE_ALARM_MONTHS(Per.ALARM_MONTH, "An alarm made of alarms."),
    DASHBOARD_MONTHS(Per.DASHBOARD_MONTH, "A dashboard of CloudWatch."),
    XRAY_TRACES(Per.MILLION_TRACES, "A trace that X-Ray records."),
    WAF_WEB_ACL_MONTHS(Per.WEB_ACL_MONTH, "A web ACL."),
    WAF_RULE_MONTHS(Per.RULE_MONTH, "A rule or managed rule group of a web ACL."),
    WAF_REQUESTS(Per.MILLION_REQUESTS, "A request that a web ACL looks at, with 16 KB of its body."),
    CLOUDFRONT_REQUESTS(Per.TEN_THOUSAND_REQUESTS, "A request of CloudFront over HTTPS from the United States."),
    CLOUDFRONT_OUT_GIGABYTES(Per.GIGABYTE, "Data from CloudFront to clients in the United States."),
    CLOUDFRONT_ORIGIN_GIGABYTES(Per.GIGABYTE, "Data from CloudFront to the API."),
    DATA_OUT_GIGABYTES(Per.GIGABYTE, "Data from a Region to the internet."),
    CROSS_ZONE_GIGABYTES(Per.GIGABYTE, "Data between zones of a Region, on each of its two sides."),
    ROUTE53_ZONE_MONTHS(Per.ZONE_MONTH, "A hosted zone. Queries of its alias records to AWS cost nothing."),
    ROUTE53_HEALTH_CHECK_MONTHS(Per.CHECK_MONTH, "A health check of an endpoint on AWS."),
    ROUTE53_HEALTH_CHECK_FEATURE_MONTHS(Per.FEATURE_MONTH, "HTTPS, or checks each 10 seconds, of a health check."),
    SECRET_MONTHS(Per.SECRET_MONTH, "A secret of Secrets Manager, or a replica of one."),
    EC2_M5_LARGE_HOURS(Per.HOUR, "A Linux instance of Kong's cluster: m5.large."),
    EC2_PUBLIC_ADDRESS_HOURS(Per.HOUR, "A public IPv4 address."),
    EBS_GP3_GIGABYTE_MONTHS(Per.GIGABYTE_MONTH, "The disk of an instance."),
    NLB_HOURS(Per.HOUR, "A Network Load Balancer."),
    NLB_CAPACITY_UNIT_HOURS(Per.UNIT_HOUR,
            "Its work: 1 GB an hour, or 800 new connections a second, whichever is more."),
    ALB_HOURS(Per.HOUR, "An Application Load Balancer, which a web ACL needs."),
    ALB_CAPACITY_UNIT_HOURS(Per.UNIT_HOUR,
            "Its work: 1 GB an hour, or 25 new connections a second, whichever is more."),
    EKS_CLUSTER_HOURS(Per.HOUR, "A control plane of EKS in standard support.");

    /// What a price is for.
    enum Per {
        MILLION_REQUESTS(1_000_000),
        TEN_THOUSAND_REQUESTS(10_000),
        MILLION_UNITS(1_000_000),
        MILLION_TRACES(1_000_000),
        GIGABYTE_SECOND,
        GIGABYTE,
        GIGABYTE_MONTH,
        METRIC_MONTH,
        ALARM_MONTH,
        DASHBOARD_MONTH,
        WEB_ACL_MONTH,
        RULE_MONTH,
        ZONE_MONTH,
        CHECK_MONTH,
        FEATURE_MONTH,
        SECRET_MONTH,
        HOUR,
        UNIT_HOUR;

        private final BigDecimal units;

        Per() {
            this(1);
        }

        Per(long units) {
            this.units = BigDecimal.valueOf(units);
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Per per;
    private final String meaning;

    PriceName(Per per, String meaning) {
        this.per = per;
        this.meaning = meaning;
    }

    /// The key in files of prices.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the price is for, in words: `million requests`.
    public String per() {
        return per.words();
    }

    /// How many units the price is for.
    BigDecimal unitsPerPrice() {
        return per.units;
    }

    /// What is paid for, in a sentence.
    public String meaning() {
        return meaning;
    }
}
