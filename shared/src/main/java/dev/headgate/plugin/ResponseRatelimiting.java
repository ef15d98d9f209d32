package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Usage;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Limits by what answers cost: the backend names in a header field what to count, as in `video=2, image=1`. Source:
/// kong/plugins/response-ratelimiting.
///
/// Before the backend is called each limit is looked at, so that the backend learns what is left; afterwards what it named
/// is counted. A limit that was used up by then turns the answer into an empty 429.
///
/// Both of Kong's policies, `local` and `redis`, count in the gateway's one store ([Resources#counters]), a counter for
/// each limit.
///
/// @param limits the limits of each name, shortest period first, in the order of the configuration
/// @param headerName the field in which the backend names what to count
/// @param limitBy whose requests are counted together
/// @param faultTolerant whether requests pass while the store cannot be asked; else they get a 500
/// @param blockOnFirstViolation whether a request is refused, without a call to the backend, when any limit is used up
/// @param hideClientHeaders whether clients are told nothing of their limits
public record ResponseRatelimiting(
        Map<String, List<Limit>> limits,
        String headerName,
        LimitBy limitBy,
        boolean faultTolerant,
        boolean blockOnFirstViolation,
        boolean hideClientHeaders)
        implements
            CountingPlugin {
    private static final String LIMIT = "X-RateLimit-Limit-";
    private static final String REMAINING = "X-RateLimit-Remaining-";

    /// The name becomes part of names of header fields (RFC 9110 §5.6.2).
    private static final Rule<String> NAME = new Rule<>(ResponseRatelimiting::isToken,
            "'%s' cannot be part of the name of a header field, which X-RateLimit-Remaining-… is.",
            "Use letters, digits, '-' and '_'.");

    private static final RecordSchema SCHEMA = RecordSchema.of(fields().toArray(Field[]::new))
            .check(ResponseRatelimiting::limitsAreSound).check(ResponseRatelimiting::redis);

    /// Kong's response-ratelimiting plugin.
    public static final PluginType<ResponseRatelimiting> TYPE = new PluginType<>("response-ratelimiting", 900, SCHEMA,
            true, ResponseRatelimiting::of);

    public ResponseRatelimiting {
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }

    /// What the limits held when the request came.
    private record Seen(String identifier, Instant at, Map<String, Usage> usages) {}

    private static List<Field> fields() {
        FieldType.Group periods = FieldType.group(RecordSchema.of(
                PeriodLimits.fields("How much of it is admitted per ").toArray(Field[]::new)));
        List<Field> fields = new ArrayList<>(List.of(
                Field.required("limits", new FieldType.MapOf(FieldType.text(NAME), periods),
                        "A limit for each name that the backend counts by, as in `video: {minute: 10}`."),
                defaulted("header_name", FieldType.text(Rules.HEADER_NAME), "x-kong-limit",
                        "The field of the backend's answer that says what to count, as in `video=2, image=1`."),
                defaulted("limit_by", FieldType.oneOf("consumer", "credential", "ip"), "consumer",
                        "Whose requests are counted together."),
                defaulted("policy", FieldType.oneOf("local", "redis"), "local",
                        "Where Kong counts. Headgate counts in its one store with either."),
                defaulted("fault_tolerant", FieldType.flag(), true,
                        "Whether requests pass uncounted while the store cannot be asked; else they get a 500."),
                RedisFields.group(),
                defaulted("block_on_first_violation", FieldType.flag(), false,
                        "Whether a request is refused before the backend is called when any of the limits is used up."),
                defaulted("hide_client_headers", FieldType.flag(), false,
                        "Whether clients are told nothing of their limits.")));
        fields.addAll(RedisFields.oldNames());
        return fields;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> character > ' ' && character < 0x7f
                && "\"(),/:;<=>?@[\\]{}".indexOf(character) < 0);
    }

    private static void limitsAreSound(Values config, Entity entity) {
        Map<String, Values> limits = config.map("limits", Values.class);
        if (limits.isEmpty()) {
            entity.report(Code.HG0108, config.location("limits"), "config.limits",
                    "length must be at least 1.", "Name a limit, for example video: {minute: 10}.");
        }
        limits.forEach((name, periods) -> {
            PeriodLimits.someLimit(periods, entity, "config.limits." + name);
            PeriodLimits.limitsGrow(periods, entity, "config.limits." + name);
        });
    }

    private static void redis(Values config, Entity entity) {
        if (config.text("policy").equals("redis")) {
            RedisFields.hostIsNamed(config, entity);
            RedisFields.servedByDynamoDb(config, entity);
        }
    }

    private static ResponseRatelimiting of(Values config) {
        Map<String, List<Limit>> limits = new LinkedHashMap<>();
        config.map("limits", Values.class).forEach((name, periods) -> limits.put(name, PeriodLimits.of(periods)));
        return new ResponseRatelimiting(limits, config.text("header_name"), LimitBy.of(config),
                config.flag("fault_tolerant"), config.flag("block_on_first_violation"),
                config.flag("hide_client_headers"));
    }

    @Override
    public Map<String, Limit> limitsByField() {
        Map<String, Limit> fields = new LinkedHashMap<>();
        limits.forEach((name, periods) -> fields.putAll(PeriodLimits.byField(periods, "limits." + name + ".")));
        return fields;
    }

    @Override
    public ResponseRatelimiting withLimits(UnaryOperator<Limit> change) {
        Map<String, List<Limit>> changed = new LinkedHashMap<>();
        limits.forEach((name, periods) -> changed.put(name, periods.stream().map(change).toList()));
        return new ResponseRatelimiting(changed, headerName, limitBy, faultTolerant, blockOnFirstViolation,
                hideClientHeaders);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Instant now = context.resources().clock().instant();
        String identifier = limitBy.identifier(exchange);
        Map<String, Usage> usages = new LinkedHashMap<>();
        try {
            limits.forEach((name, periods) -> usages.put(name, context.resources().counters()
                    .count(key(context, identifier, name), periods, new Counting.Nothing(), now)));
        } catch (CounterStoreUnavailableException e) {
            if (!faultTolerant) {
                throw e;
            }
            context.passesUncounted();
            return exchange.proceed();
        }
        UpstreamRequest upstream = exchange.upstream();
        for (Map.Entry<String, Usage> usage : usages.entrySet()) {
            if (blockOnFirstViolation && !usage.getValue().admitted()) {
                return exchange.answer(Answers.error(exchange.request(), 429,
                        "API rate limit exceeded for '" + usage.getKey() + "'"));
            }
            upstream = upstream.withHeader(REMAINING + usage.getKey(), Long.toString(leastLeft(usage.getValue())));
        }
        return exchange.withUpstream(upstream).withNote(new Seen(identifier, now, usages)).proceed();
    }

    /// Below zero where answers took more than there was.
    private static long leastLeft(Usage usage) {
        return usage.windows().stream().mapToLong(window -> window.limit().count() - window.used()).min().orElseThrow();
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        return exchange.note(Seen.class).map(seen -> counted(seen, response, context)).orElse(response);
    }

    private Response counted(Seen seen, Response response, PluginContext context) {
        Map<String, Long> increments = ResponseIncrements.of(response.headers().all(headerName), limits.keySet());
        boolean refused = increments.entrySet().stream()
                .anyMatch(increment -> increment.getValue() > 0 && !seen.usages().get(increment.getKey()).admitted());
        Headers told = Headers.EMPTY;
        for (Map.Entry<String, Usage> usage : seen.usages().entrySet()) {
            String name = usage.getKey();
            long increment = increments.getOrDefault(name, 0L);
            Usage afterwards = usage.getValue();
            if (increment != 0 && !refused) {
                afterwards = count(seen, name, increment, usage.getValue(), context);
                refused = increment > 0 && !afterwards.admitted();
            } else {
                afterwards = plus(afterwards, increment);
            }
            told = told.plus(told(name, afterwards));
        }
        Response changed = response.withHeaders(with(response.headers().without(headerName),
                hideClientHeaders ? Headers.EMPTY : told));
        return refused
                ? changed.withStatus(429).withBody(Body.EMPTY).withHeader("Content-Length", "0")
                : changed;
    }

    /// Counts what the backend named. Where others have used the limit up since the request came, nothing is counted and
    /// the answer is refused. What cannot be counted any more passes uncounted, since the backend has done its work.
    private Usage count(Seen seen, String name, long increment, Usage before, PluginContext context) {
        CounterStore counters = context.resources().counters();
        Counting counting = increment > 0 ? new Counting.IfRoom(increment) : new Counting.Always(increment);
        try {
            return counters.count(key(context, seen.identifier(), name), limits.get(name), counting, seen.at());
        } catch (CounterStoreUnavailableException e) {
            if (!faultTolerant) {
                throw e;
            }
            context.passesUncounted();
            return plus(before, increment);
        }
    }

    private static Usage plus(Usage usage, long increment) {
        return new Usage(usage.admitted(), usage.windows().stream()
                .map(window -> new Usage.Window(window.limit(), window.used() + increment, window.endsAt(),
                        window.roomAt()))
                .toList());
    }

    private static Headers told(String name, Usage usage) {
        Headers told = Headers.EMPTY;
        for (Usage.Window window : usage.windows()) {
            String end = name + "-" + ((Period) window.limit().span()).kongName();
            told = told.plus(LIMIT + end, Long.toString(window.limit().count()))
                    .plus(REMAINING + end, Long.toString(window.remaining()));
        }
        return told;
    }

    /// In the place of fields of the same name.
    private static Headers with(Headers headers, Headers told) {
        Headers changed = headers;
        for (Headers.Field field : told.fields()) {
            changed = changed.with(field.name(), field.value());
        }
        return changed;
    }

    /// What is counted together: what requests with one identifier cost under the route and service that the plugin, not
    /// the request, belongs to.
    private static String key(PluginContext context, String identifier, String name) {
        Scope scope = context.instance().scope();
        return "response-ratelimit:" + scope.routeId() + ":" + scope.serviceId() + ":" + identifier + ":" + name;
    }
}
