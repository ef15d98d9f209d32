package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Usage;
import dev.headgate.schema.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Admits so many requests per calendar window and refuses the rest. Source: kong/plugins/rate-limiting.
///
/// Where the store cannot be asked, a plugin that is not fault-tolerant fails, as in Kong, and the client gets a 500; one
/// that is lets the request pass.
///
/// Both of Kong's policies, `local` and `redis`, count in the gateway's one store ([Resources#counters]).
///
/// @param limits one per configured period, the shortest period first
/// @param counting whether each request is counted by itself, or some ahead of time
/// @param limitBy whose requests are counted together
/// @param faultTolerant whether requests pass while the store cannot be asked; else they get a 500
/// @param hideClientHeaders whether clients are told nothing of their limits
/// @param errorCode the status of a refusal, 400..599
/// @param errorMessage the message of a refusal
public record RateLimiting(
        List<Limit> limits,
        Counting counting,
        LimitBy limitBy,
        boolean faultTolerant,
        boolean hideClientHeaders,
        int errorCode,
        String errorMessage)
        implements
            CountingPlugin {
    /// Kong's rate-limiting plugin.
    public static final PluginType<RateLimiting> TYPE = new PluginType<>("rate-limiting", 910,
            RateLimitingFields.SCHEMA, true, RateLimiting::of);

    public RateLimiting {
        limits = List.copyOf(limits);
    }

    /// What the client is told, for the response phase.
    private record Told(Headers headers) {}

    private static RateLimiting of(Values config) {
        return new RateLimiting(PeriodLimits.of(config), SyncRate.counting(config.decimal("sync_rate")),
                LimitBy.of(config), config.flag("fault_tolerant"),
                config.flag("hide_client_headers"), config.integer("error_code"), config.text("error_message"));
    }

    @Override
    public Map<String, Limit> limitsByField() {
        return PeriodLimits.byField(limits, "");
    }

    @Override
    public RateLimiting withLimits(UnaryOperator<Limit> change) {
        return new RateLimiting(limits.stream().map(change).toList(), counting, limitBy, faultTolerant,
                hideClientHeaders,
                errorCode, errorMessage);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Instant now = context.resources().clock().instant();
        String key = key(context.instance().scope(), limitBy.identifier(exchange));
        Usage usage;
        try {
            usage = context.resources().counters().count(key, limits, counting, now);
        } catch (CounterStoreUnavailableException e) {
            if (!faultTolerant) {
                throw e;
            }
            context.passesUncounted();
            return exchange.proceed();
        }
        Exchange told = hideClientHeaders
                ? exchange
                : exchange.withNote(new Told(RateLimitHeaders.of(usage, now)));
        return usage.admitted()
                ? told.proceed()
                : told.answer(Answers.error(exchange.request(), errorCode, errorMessage));
    }

    /// The fields stand beside those of the same name that a backend sends, as they do in Kong.
    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        return exchange.note(Told.class)
                .map(told -> response.withHeaders(told.headers().plus(response.headers())))
                .orElse(response);
    }

    /// What is counted together: requests with one identifier under the route and service that the plugin, not the
    /// request, belongs to. So a plugin on a service has one count over all its routes, and a global one over everything.
    private static String key(Scope scope, String identifier) {
        return "ratelimit:" + scope.routeId() + ":" + scope.serviceId() + ":" + identifier;
    }
}
