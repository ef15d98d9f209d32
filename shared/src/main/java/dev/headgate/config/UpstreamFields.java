package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Upstream;
import dev.headgate.model.Upstream.Target;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// The field table of upstreams (kong/db/schema/entities/upstreams.lua).
final class UpstreamFields {
    private static final String HASHING = "Requests are not tied to targets here: no two Lambda environments share state.";
    private static final String HASHING_HINT = "Remove it; targets are chosen in turn, by weight.";
    private static final FieldType HASH_INPUT = FieldType.oneOf("none", "consumer", "ip", "header", "cookie", "path",
            "query_arg", "uri_capture");

    static final RecordSchema TABLE = CommonFields.table(
            required("name", FieldType.text(HostRules.UPSTREAM_NAME), "A name for services to write as their host."),
            defaulted("algorithm",
                    FieldType.oneOf("consistent-hashing", "least-connections", "round-robin", "latency"),
                    "round-robin", "How a target is chosen."),
            defaulted("hash_on", HASH_INPUT, "none", "What consistent hashing hashes."),
            defaulted("hash_fallback", HASH_INPUT, "none", "What it hashes where that is absent."),
            hashing("hash_on_header"), hashing("hash_fallback_header"), hashing("hash_on_cookie"),
            defaulted("hash_on_cookie_path", FieldType.text(PathRules.PATH), "/", "For consistent hashing.")
                    .refused(HASHING, HASHING_HINT),
            hashing("hash_on_query_arg"), hashing("hash_fallback_query_arg"), hashing("hash_on_uri_capture"),
            hashing("hash_fallback_uri_capture"),
            defaulted("slots", FieldType.whole(10, 65_536), 10_000L, "The size of Kong's ring of targets.")
                    .withoutEffect("Headgate chooses targets by their weights and has no ring."),
            optional("healthchecks", FieldType.group(HealthCheckFields.TABLE), "How bad targets are found."),
            optional("host_header", FieldType.text(HostRules.HOST_AND_PORT), "The Host that targets see."),
            CommonFields.reference("client_certificate", "The certificate that targets see.")
                    .refused("Headgate has no client certificates.",
                            "Let the backend tell Headgate by a secret header, set with request-transformer."),
            defaulted("use_srv_name", FieldType.flag(), false, "Whether targets see the name of their SRV record.")
                    .refused("Headgate does not look up SRV records.", "Write the targets' host names and ports."),
            children("targets")).check(UpstreamFields::checkAlgorithm);

    private UpstreamFields() {}

    private static Field hashing(String name) {
        return optional(name, FieldType.text(), "For consistent hashing.").refused(HASHING, HASHING_HINT);
    }

    private static void checkAlgorithm(Values upstream, Entity entity) {
        String algorithm = upstream.text("algorithm");
        if (!algorithm.equals("round-robin")) {
            entity.report(Code.HG0205, upstream.location("algorithm"), "algorithm",
                    algorithm + ": it needs what all requests share, and no two Lambda environments share state.",
                    "Write round-robin, and weights where targets differ.");
        }
        for (String field : List.of("hash_on", "hash_fallback")) {
            if (!upstream.text(field).equals("none")) {
                entity.report(Code.HG0205, upstream.location(field), field, upstream.text(field) + ": " + HASHING,
                        HASHING_HINT);
            }
        }
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
    static Upstream upstream(String id, Values upstream, List<Target> targets) {
        return new Upstream(id, upstream.text("name"), Upstream.Algorithm.ROUND_ROBIN, upstream.text("host_header"),
                targets, upstream.texts("tags"), upstream.location());
    }
}
