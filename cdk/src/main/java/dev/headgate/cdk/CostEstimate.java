package dev.headgate.cdk;

import static java.util.Map.entry;

import dev.headgate.cost.PriceName;
import dev.headgate.cost.Prices;
import dev.headgate.tables.Tables;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;

/// What requests cost in each hour: an estimate, made of what CloudWatch counts and the first tiers of [Prices].
///
/// @param functions what follows the deployment's name in those of its functions
record CostEstimate(DeploymentSettings settings, List<ApiMetrics> apis, List<String> functions) {
    private static final Prices PRICES = Prices.ownOnes();
    private static final Duration HOUR = Duration.hours(1);
    private static final BigDecimal MEGABYTES_PER_GIGABYTE = BigDecimal.valueOf(1_024);
    private static final BigDecimal BYTES_PER_GIGABYTE = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1_000);

    GraphWidget widget() {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        parts.put("apis", apiRequests());
        parts.put("functions", functionSeconds());
        parts.put("tables", tableUnits());
        parts.put("logs", logBytes());
        List<IMetric> lines = new ArrayList<>();
        lines.add(MathExpression.Builder.create().expression(String.join(" + ", parts.keySet())).usingMetrics(parts)
                .label("all").period(HOUR).build());
        lines.addAll(parts.values());
        return GraphWidget.Builder.create()
                .title("Estimated cost in USD an hour, at " + PRICES.region() + "'s prices of " + PRICES.noted()
                        + ", without free tier, WAF and traffic")
                .width(3 * Graphs.WIDTH).height(Graphs.HEIGHT).left(lines)
                .leftYAxis(YAxisProps.builder().min(0).label("USD").showUnits(false).build()).period(HOUR).build();
    }

    private MathExpression apiRequests() {
        Sum sum = new Sum("API Gateway");
        apis.forEach(api -> sum.add(api.kind() + "requests", api.requestCount(HOUR),
                api.kind().equals("rest") ? price(PriceName.REST_API_REQUESTS) : price(PriceName.HTTP_API_REQUESTS)));
        return sum.expression();
    }

    private MathExpression functionSeconds() {
        BigDecimal gigabyteSecond = settings.functions().isArm()
                ? price(PriceName.LAMBDA_ARM_GIGABYTE_SECONDS)
                : price(PriceName.LAMBDA_X86_GIGABYTE_SECONDS);
        BigDecimal millisecond = gigabyteSecond.multiply(BigDecimal.valueOf(settings.functions().memoryMegabytes()))
                .divide(MEGABYTES_PER_GIGABYTE, MathContext.DECIMAL64).divide(MILLIS_PER_SECOND, MathContext.DECIMAL64);
        Sum sum = new Sum("Lambda");
        for (String function : functions) {
            sum.add(function + "invocations", metrics().function(function, "Invocations", RegionMetrics.SUM, HOUR),
                    price(PriceName.LAMBDA_REQUESTS));
            sum.add(function + "millis", metrics().function(function, "Duration", RegionMetrics.SUM, HOUR),
                    millisecond);
        }
        return sum.expression();
    }

    private MathExpression tableUnits() {
        Sum sum = new Sum("DynamoDB");
        Tables tables = Tables.named(settings.name());
        Sorted.map(entry("counters", tables.counters()), entry("cache", tables.cache()),
                entry("health", tables.health()),
                entry("keys", tables.keys())).forEach((table, name) -> {
                    sum.add(table + "reads", metrics().table(name, "ConsumedReadCapacityUnits", HOUR),
                            price(PriceName.DYNAMODB_READ_UNITS));
                    sum.add(table + "writes", metrics().table(name, "ConsumedWriteCapacityUnits", HOUR),
                            price(PriceName.DYNAMODB_WRITE_UNITS));
                });
        return sum.expression();
    }

    private MathExpression logBytes() {
        BigDecimal each = price(PriceName.LOG_GIGABYTES).divide(BYTES_PER_GIGABYTE, MathContext.DECIMAL32);
        Sum sum = new Sum("logs");
        for (String function : functions) {
            sum.add(function + "bytes", metrics().logBytes("/aws/lambda/" + settings.name() + "-" + function, HOUR),
                    each);
        }
        apis.forEach(api -> sum.add(api.kind() + "bytes",
                metrics().logBytes("/aws/apigateway/" + settings.name() + "-" + api.kind(), HOUR), each));
        return sum.expression();
    }

    private static BigDecimal price(PriceName name) {
        return PRICES.of(name).ofOne();
    }

    private RegionMetrics metrics() {
        return RegionMetrics.own(settings);
    }

    /// A sum of counts, each at its price.
    private static final class Sum {
        private final String label;
        private final Map<String, IMetric> counts = new LinkedHashMap<>();
        private final List<String> terms = new ArrayList<>();

        Sum(String label) {
            this.label = label;
        }

        /// @param id unique in the graph
        void add(String id, IMetric count, BigDecimal price) {
            counts.put(id, count);
            terms.add("FILL(" + id + ", 0) * " + price.stripTrailingZeros().toPlainString());
        }

        MathExpression expression() {
            return MathExpression.Builder.create().expression(String.join(" + ", terms)).usingMetrics(counts)
                    .label(label)
                    .period(HOUR).build();
        }
    }
}
