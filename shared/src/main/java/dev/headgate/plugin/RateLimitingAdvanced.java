package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.Usage;
import dev.headgate.schema.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Admits so many requests per windows of any length, fixed or sliding, and refuses the rest. Source: Kong's documentation
/// of the plugin, which belongs to its paid edition (developer.konghq.com/plugins/rate-limiting-advanced).
///
/// All of Kong's strategies count in the gateway's one store ([Resources#counters]). Where it cannot be asked, requests
/// pass uncounted.
///
/// @param limits one per window size, in the order of the configuration
/// @param identifier whose requests are counted together
/// @param namespace what tells these counters from others; empty for the plugin instance's own
/// @param counting whether refused requests count, and whether others are counted ahead of time
/// @param hideClientHeaders whether clients are told nothing of their limits
/// @param retryAfterJitterMaxSeconds by how much Retry-After may be put off, by chance
/// @param errorCode the status of a refusal, 400..599
/// @param errorMessage the message of a refusal
public record RateLimitingAdvanced(
        List<Limit> limits,
        RateLimitIdentifier identifier,
        String namespace,
        Counting counting,
        boolean hideClientHeaders,
        double retryAfterJitterMaxSeconds,
        int errorCode,
        String errorMessage)
        implements
            CountingPlugin {
    /// Kong's rate-limiting-advanced plugin.
    public static final PluginType<RateLimitingAdvanced> TYPE = new PluginType<>("rate-limiting-advanced", 910,
            RateLimitingAdvancedFields.SCHEMA, true, RateLimitingAdvanced::of);

    public RateLimitingAdvanced {
        limits = List.copyOf(limits);
    }

    /// Refused requests that count are counted when they come, so that who keeps asking stays refused.
    private static Counting counting(Values config) {
        return RateLimitingAdvancedFields.hasPenalty(config)
                ? new Counting.Penalized()
                : SyncRate.counting(config.has("sync_rate") ? config.decimal("sync_rate") : 0);
    }

    /// Whether the consumer group on which the plugin is configured says whose requests are counted together.
    public boolean isByConsumerGroup() {
        return identifier.isByConsumerGroup();
    }

    /// Whether nothing else does.
    public boolean isByConsumerGroupAlone() {
        return identifier instanceof RateLimitIdentifier.ConsumerGroup;
    }

    /// What the client is told, for the response phase.
    private record Told(Headers headers) {}

    private static RateLimitingAdvanced of(Values config) {
        boolean isSliding = config.text("window_type").equals("sliding");
        List<Long> counts = config.list("limit", Long.class);
        List<Long> sizes = config.list("window_size", Long.class);
        List<Limit> limits = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            limits.add(new Limit(new Span.Seconds(sizes.get(i)), counts.get(i),
                    isSliding ? Limit.Type.SLIDING : Limit.Type.FIXED));
        }
        return new RateLimitingAdvanced(limits, RateLimitIdentifier.of(config), config.text("namespace"),
                counting(config),
                config.flag("hide_client_headers"), config.decimal("retry_after_jitter_max"),
                config.integer("error_code"), config.text("error_message"));
    }

    @Override
    public Map<String, Limit> limitsByField() {
        Map<String, Limit> fields = new LinkedHashMap<>();
        limits.forEach(limit -> fields.put("limit[" + fields.size() + "]", limit));
        return fields;
    }

    @Override
    public RateLimitingAdvanced withLimits(UnaryOperator<Limit> change) {
        return new RateLimitingAdvanced(limits.stream().map(change).toList(), identifier, namespace, counting,
                hideClientHeaders, retryAfterJitterMaxSeconds, errorCode, errorMessage);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Instant now = context.resources().clock().instant();
        Usage usage;
        try {
            usage = context.resources().counters().count(key(exchange, context), limits, counting, now);
        } catch (CounterStoreUnavailableException _) {
            context.passesUncounted();
            return exchange.proceed();
        }
        Exchange told = hideClientHeaders
                ? exchange
                : exchange.withNote(new Told(RateLimitHeaders.of(usage, now, laterSeconds(usage, context))));
        return usage.admitted() ? told.proceed() : told.answer(Answers.exit(errorCode, errorMessage));
    }

    private long laterSeconds(Usage usage, PluginContext context) {
        return usage.admitted() || retryAfterJitterMaxSeconds == 0
                ? 0
                : Math.round(context.resources().random().nextDouble() * retryAfterJitterMaxSeconds);
    }

    /// The fields stand beside those of the same name that a backend sends, as with rate-limiting.
    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        return exchange.note(Told.class)
                .map(told -> response.withHeaders(told.headers().plus(response.headers())))
                .orElse(response);
    }

    /// What is counted together: requests with one identifier within a namespace, wherever the plugin is configured.
    private String key(Exchange exchange, PluginContext context) {
        String within = namespace.isEmpty() ? "instance:" + context.instance().id() : "namespace:" + namespace;
        return "ratelimit-advanced:" + within + RateLimitIdentifier.BETWEEN
                + identifier.of(exchange, context.instance().scope());
    }
}
