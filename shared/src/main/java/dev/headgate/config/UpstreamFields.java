package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.HashInput;
import dev.headgate.model.Upstream;
import dev.headgate.model.Upstream.Algorithm;
import dev.headgate.model.Upstream.Target;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.List;

/// The field table of upstreams (kong/db/schema/entities/upstreams.lua).
final class UpstreamFields {
    private static final FieldType HASH_INPUT = FieldType.oneOf("none", "consumer", "ip", "header", "cookie", "path",
            "query_arg", "uri_capture");
    private static final FieldType HEADER = FieldType.text(Rules.HEADER_NAME);
    private static final Rule<String> COOKIE_NAME = new Rule<>(UpstreamFields::isToken,
            "%s: invalid value, a cookie's name is a token.", "Write letters, digits, - and _.");
    /// Inputs that need a name.
    private static final List<String> NAMED = List.of("header", "query_arg", "uri_capture");
    /// Inputs that make no sense as their own fallback.
    private static final List<String> UNNAMED = List.of("consumer", "ip", "path");

    static final RecordSchema TABLE = CommonFields.table(
            required("name", FieldType.text(HostRules.UPSTREAM_NAME), "A name for services to write as their host."),
            defaulted("algorithm",
                    FieldType.oneOf("consistent-hashing", "least-connections", "round-robin", "latency"),
                    "round-robin", "How a target is chosen."),
            defaulted("hash_on", HASH_INPUT, "none",
                    "What consistent hashing hashes; anything but none makes the algorithm consistent-hashing."),
            defaulted("hash_fallback", HASH_INPUT, "none", "What it hashes where that is absent."),
            optional("hash_on_header", HEADER, "The header field for hash_on: header."),
            optional("hash_fallback_header", HEADER, "The header field for hash_fallback: header."),
            optional("hash_on_cookie", FieldType.text(COOKIE_NAME),
                    "The cookie for cookie as hash_on or hash_fallback; who has none gets one."),
            defaulted("hash_on_cookie_path", FieldType.text(PathRules.PATH), "/", "What that cookie is for."),
            optional("hash_on_query_arg", FieldType.text(), "The query parameter for hash_on: query_arg."),
            optional("hash_fallback_query_arg", FieldType.text(), "The query parameter for hash_fallback: query_arg."),
            optional("hash_on_uri_capture", FieldType.text(), "The path's named group for hash_on: uri_capture."),
            optional("hash_fallback_uri_capture", FieldType.text(),
                    "The path's named group for hash_fallback: uri_capture."),
            defaulted("slots", FieldType.whole(10, 65_536), 10_000L, "The size of consistent hashing's ring."),
            optional("healthchecks", FieldType.group(HealthCheckFields.TABLE), "How bad targets are found."),
            optional("host_header", FieldType.text(HostRules.HOST_AND_PORT), "The Host that targets see."),
            CommonFields.reference("client_certificate",
                    "The id of the certificate that targets see, unless the service has one."),
            defaulted("use_srv_name", FieldType.flag(), false, "Whether targets see the name of their SRV record.")
                    .refused("Headgate does not look up SRV records.", "Write the targets' host names and ports."),
            children("targets")).check(UpstreamFields::checkNames).check(UpstreamFields::checkFallback)
            .check(UpstreamFields::checkAlgorithm).check(HealthCheckFields::check);

    private UpstreamFields() {}

    private static boolean isToken(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7F && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    /// What is to be hashed has to be named, and not twice the same.
    private static void checkNames(Values upstream, Entity entity) {
        for (String field : List.of("hash_on", "hash_fallback")) {
            String input = field.equals("hash_on") ? hashOn(upstream) : upstream.text(field);
            String name = input.equals("cookie") ? "hash_on_cookie" : field + "_" + input;
            if ((NAMED.contains(input) || input.equals("cookie")) && !upstream.has(name)) {
                entity.report(Code.HG0108, upstream.location(field), name,
                        "required field missing: failed conditional validation given value of field '" + field + "'.",
                        "Write " + name + ".");
            }
        }
        for (String input : NAMED) {
            String on = "hash_on_" + input;
            String fallback = "hash_fallback_" + input;
            if (upstream.has(on) && upstream.text(on).equals(upstream.text(fallback))) {
                entity.report(Code.HG0108, upstream.location(fallback), fallback,
                        "values of these fields must be distinct: '" + on + "', '" + fallback + "'.",
                        "Name another one, or remove it.");
            }
        }
    }

    private static void checkFallback(Values upstream, Entity entity) {
        String on = hashOn(upstream);
        String fallback = upstream.text("hash_fallback");
        boolean mayHave = !on.equals("none") && !on.equals("cookie");
        if (!fallback.equals("none") && !mayHave) {
            entity.report(Code.HG0108, upstream.location("hash_fallback"), "hash_fallback",
                    fallback + ": failed conditional validation given value of field 'hash_on': expected one of: none.",
                    on.equals("none") ? "Write hash_on." : "Remove it: a cookie is never absent.");
        } else if (fallback.equals(on) && UNNAMED.contains(on)) {
            entity.report(Code.HG0108, upstream.location("hash_fallback"), "hash_fallback",
                    fallback + ": failed conditional validation given value of field 'hash_on': it is the same.",
                    "Write another one, or none.");
        }
    }

    /// Kong takes `hash_on` away from these algorithms, whatever is written.
    private static boolean isWithoutHashing(Values upstream) {
        String algorithm = upstream.text("algorithm");
        return algorithm.equals("least-connections") || algorithm.equals("latency");
    }

    private static String hashOn(Values upstream) {
        return isWithoutHashing(upstream) ? "none" : upstream.text("hash_on");
    }

    /// Warns of what Kong changes before it uses it (kong/db/schema/entities/upstreams.lua, `shorthand_fields`).
    private static void checkAlgorithm(Values upstream, Entity entity) {
        String written = upstream.text("algorithm");
        String on = upstream.text("hash_on");
        boolean hashes = algorithm(upstream) == Algorithm.CONSISTENT_HASHING;
        if (isWithoutHashing(upstream) && !on.equals("none")) {
            entity.report(Code.HG0307, upstream.location("hash_on"), "hash_on",
                    on + ": is not used, since the algorithm is " + written + ", as in Kong.",
                    "Remove it, or write algorithm: consistent-hashing.");
        } else if (upstream.isWritten("algorithm") && written.equals("round-robin") && hashes) {
            entity.report(Code.HG0307, upstream.location("algorithm"), "algorithm",
                    "round-robin: is consistent-hashing, since hash_on is " + on + ", as in Kong.",
                    "Write consistent-hashing, or hash_on: none.");
        } else if (written.equals("consistent-hashing") && !hashes) {
            entity.report(Code.HG0307, upstream.location("algorithm"), "algorithm",
                    "consistent-hashing: is round-robin, since hash_on is none, as in Kong.",
                    "Write round-robin, or what to hash in hash_on.");
        } else if (hashes && on.equals("none")) {
            entity.report(Code.HG0307, upstream.location("algorithm"), "algorithm",
                    "consistent-hashing: nothing is hashed without hash_on, so every request goes to the same target,"
                            + " as in Kong.",
                    "Write what to hash in hash_on.");
        }
    }

    private static Algorithm algorithm(Values upstream) {
        return switch (upstream.text("algorithm")) {
            case "least-connections" -> Algorithm.LEAST_CONNECTIONS;
            case "latency" -> Algorithm.LATENCY;
            case "consistent-hashing" -> upstream.isWritten("hash_on") && upstream.text("hash_on").equals("none")
                    ? Algorithm.ROUND_ROBIN
                    : Algorithm.CONSISTENT_HASHING;
            default -> upstream.text("hash_on").equals("none") ? Algorithm.ROUND_ROBIN : Algorithm.CONSISTENT_HASHING;
        };
    }

    private static HashInput input(Values upstream, String field) {
        return switch (field.equals("hash_on") ? hashOn(upstream) : upstream.text(field)) {
            case "consumer" -> new HashInput.Consumer();
            case "ip" -> new HashInput.ClientAddress();
            case "header" -> new HashInput.Header(upstream.text(field + "_header"));
            case "cookie" ->
                    new HashInput.Cookie(upstream.text("hash_on_cookie"), upstream.text("hash_on_cookie_path"));
            case "path" -> new HashInput.Path();
            case "query_arg" -> new HashInput.QueryArgument(upstream.text(field + "_query_arg"));
            case "uri_capture" -> new HashInput.UriCapture(upstream.text(field + "_uri_capture"));
            default -> new HashInput.None();
        };
    }

    /// Warns of an upstream that can answer no request.
    static void checkTargets(Values upstream, List<Values> targets, Entity entity) {
        if (targets.stream().allMatch(target -> target.whole("weight") == 0)) {
            entity.report(Code.HG0306, upstream.location(), "targets",
                    targets.isEmpty()
                            ? "no targets: every request is answered with 503, as in Kong."
                            : "no target has a weight: every request is answered with 503, as in Kong.",
                    "Add a target: host:port.");
        }
    }

    /// The upstream of values without mistakes.
    static Upstream upstream(String id, Values upstream, List<Target> targets, BackendCertificates certificates) {
        return new Upstream(id, upstream.text("name"), algorithm(upstream), input(upstream, "hash_on"),
                input(upstream, "hash_fallback"), upstream.integer("slots"), HealthCheckFields.healthChecks(upstream),
                upstream.text("host_header"), certificates.shown(upstream), targets, upstream.texts("tags"),
                upstream.location());
    }
}
