package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.AllowedOrigin.Origin;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// Lets pages of other origins call the API from browsers: answers their preflight requests, and adds to every other
/// answer the fields that the browser asks for. It runs before authentication, since preflights carry no credentials.
/// Source: kong/plugins/cors; the fields are those of the Fetch standard, §3.2.
///
/// @param origins whose pages may read answers; empty for all
/// @param headers which request fields they may send; empty for whatever a preflight asks for
/// @param exposedHeaders which answer fields they may read beside the safe ones
/// @param methods which methods they may use
/// @param maxAge for how many seconds a browser may keep a preflight's answer, -1 for not at all; empty to let the browser decide
/// @param credentials whether their requests may carry cookies and credentials
/// @param privateNetwork whether pages of public networks may call when a preflight asks for it
/// @param preflightContinue whether the backend answers preflights
/// @param allowOriginAbsent whether answers to requests without an Origin get the fields too
public record Cors(
        List<AllowedOrigin> origins,
        List<String> headers,
        List<String> exposedHeaders,
        List<String> methods,
        String maxAge,
        boolean credentials,
        boolean privateNetwork,
        boolean preflightContinue,
        boolean allowOriginAbsent)
        implements
            Plugin {
    private static final List<String> ALL_METHODS = List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS",
            "TRACE", "CONNECT");

    /// Kong's cors plugin.
    public static final PluginType<Cors> TYPE = new PluginType<>("cors", 2000, RecordSchema.of(
            optional("origins", FieldType.listOf(FieldType.text()),
                    "Whose pages may read answers: origins such as `https://app.example.com`, expressions that match a whole origin, or `*`. None means all."),
            optional("headers", FieldType.listOf(FieldType.text()),
                    "Which request fields the pages may send. None means whatever a preflight asks for."),
            optional("exposed_headers", FieldType.listOf(FieldType.text()),
                    "Which answer fields the pages may read beside the safe ones."),
            defaulted("methods", FieldType.listOf(new FieldType.Choice(ALL_METHODS)), ALL_METHODS,
                    "Which methods the pages may use."),
            optional("max_age", FieldType.decimal(-1, Integer.MAX_VALUE),
                    "For how many seconds a browser may keep a preflight's answer; -1 forbids it. None lets the browser decide."),
            defaulted("credentials", FieldType.flag(), false,
                    "Whether the pages' requests may carry cookies and credentials."),
            defaulted("private_network", FieldType.flag(), false,
                    "Whether pages of public networks may call when a preflight asks for it."),
            defaulted("preflight_continue", FieldType.flag(), false,
                    "Whether the backend answers preflights instead of the gateway."),
            defaulted("allow_origin_absent", FieldType.flag(), true,
                    "Whether answers to requests without an Origin get the fields too."))
            .check(Cors::checkOrigins), false, Cors::of);

    /// Says in the response phase that the request was a preflight, whose answer is complete.
    private record Preflight() {}

    private static Cors of(Values config) {
        return new Cors(config.texts("origins").stream().map(AllowedOrigin::of).toList(), config.texts("headers"),
                config.texts("exposed_headers"), config.texts("methods"),
                config.has("max_age") ? number(config.decimal("max_age")) : "", config.flag("credentials"),
                config.flag("private_network"), config.flag("preflight_continue"), config.flag("allow_origin_absent"));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void checkOrigins(Values config, Entity plugin) {
        ExpressionFindings.check("origins", config, plugin, AllowedOrigin::of, "'%s' is not a valid regex.");
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Headers asked = exchange.upstream().headers();
        boolean isPreflight = exchange.upstream().method().equals("OPTIONS") && !asked.first("Origin").isEmpty()
                && asked.contains("Access-Control-Request-Method");
        if (!isPreflight) {
            return exchange.proceed();
        }
        Exchange preflight = exchange.withNote(new Preflight());
        return preflightContinue
                ? preflight.proceed()
                : preflight.answer(Response.of(200).withHeaders(preflightAnswer(asked)));
    }

    private Headers preflightAnswer(Headers asked) {
        Headers answer = withOrigin(Headers.EMPTY, asked.first("Origin"));
        if (!headers.isEmpty()) {
            answer = answer.with("Access-Control-Allow-Headers", String.join(",", headers));
        } else if (asked.contains("Access-Control-Request-Headers")) {
            answer = answer.with("Access-Control-Allow-Headers", asked.first("Access-Control-Request-Headers"));
        }
        answer = answer.with("Access-Control-Allow-Methods", String.join(",", methods));
        if (!maxAge.isEmpty()) {
            answer = answer.with("Access-Control-Max-Age", maxAge);
        }
        return privateNetwork && asked.first("Access-Control-Request-Private-Network").equals("true")
                ? answer.with("Access-Control-Allow-Private-Network", "true")
                : answer;
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        String origin = exchange.upstream().headers().first("Origin");
        if (exchange.note(Preflight.class).isPresent() || origin.isEmpty() && !allowOriginAbsent) {
            return response;
        }
        Headers answer = withOrigin(response.headers(), origin);
        return response.withHeaders(exposedHeaders.isEmpty()
                ? answer
                : answer.with("Access-Control-Expose-Headers", String.join(",", exposedHeaders)));
    }

    /// Adds who may read the answer, and whether with credentials.
    private Headers withOrigin(Headers answer, String origin) {
        boolean any = origins.isEmpty() || origins.equals(List.of(new AllowedOrigin.Any()));
        Headers varied = any ? answer : varying(answer);
        String allowed = any ? "*" : allowed(origin);
        Headers told = allowed.isEmpty()
                ? varied.without("Access-Control-Allow-Origin")
                : varied.with("Access-Control-Allow-Origin", allowed);
        if (!credentials) {
            return told;
        }
        if (!allowed.equals("*")) {
            return told.with("Access-Control-Allow-Credentials", "true");
        }
        // A browser takes no `*` together with credentials, so that the caller's own origin is named.
        return origin.isEmpty()
                ? told
                : varying(told).with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Allow-Credentials", "true");
    }

    /// Tells caches that the answer depends on who asks.
    private static Headers varying(Headers answer) {
        return answer.all("Vary").contains("Origin") ? answer : answer.plus("Vary", "Origin");
    }

    /// What the answer names as the allowed origin: one plain origin is named to everybody, of several the one that asks;
    /// empty for none.
    private String allowed(String origin) {
        if (origins.size() == 1 && origins.getFirst() instanceof AllowedOrigin.Literal(String text, String _)) {
            return text;
        }
        if (origin.isEmpty()) {
            return "";
        }
        if (origins.contains(new AllowedOrigin.Any())) {
            return "*";
        }
        Origin asking = Origin.parse(origin);
        return origins.stream().anyMatch(allowed -> allowed.matches(asking)) ? asking.domain() : "";
    }
}
