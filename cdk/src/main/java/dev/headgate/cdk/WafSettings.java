package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Locale;

/// Rules of the web ACL before a REST API, or before CloudFront.
///
/// @param common of Amazon's common rule set
/// @param knownBadInputs of Amazon's rules for requests that are known to exploit something
/// @param ipReputation of Amazon's list of addresses with a bad name
/// @param perIp of the limit for each address
/// @param requestsPerIp how many requests of one address are admitted in five minutes
public record WafSettings(Mode common, Mode knownBadInputs, Mode ipReputation, Mode perIp, int requestsPerIp) {
    /// What becomes of a request that a rule finds.
    public enum Mode {
        BLOCK, COUNT, OFF
    }

    /// WAF's bounds of a rate-based rule (AWS WAF developer guide, "Rate-based rule high-level settings").
    private static final long REQUESTS_MIN = 10;
    private static final long REQUESTS_MAX = 2_000_000_000;

    static final RecordSchema TABLE = RecordSchema.of(
            mode("common", "Amazon's common rules (`AWSManagedRulesCommonRuleSet`)"),
            mode("known_bad_inputs", "Amazon's rules for known exploits (`AWSManagedRulesKnownBadInputsRuleSet`)"),
            mode("ip_reputation", "Amazon's list of bad addresses (`AWSManagedRulesAmazonIpReputationList`)"),
            mode("per_ip", "the limit for each address"),
            defaulted("requests_per_ip", FieldType.whole(REQUESTS_MIN, REQUESTS_MAX), 2_000L,
                    "How many requests of one address are admitted in five minutes."));

    static WafSettings of(Values values) {
        return new WafSettings(mode(values, "common"), mode(values, "known_bad_inputs"), mode(values, "ip_reputation"),
                mode(values, "per_ip"), values.integer("requests_per_ip"));
    }

    private static Field mode(String name, String rules) {
        return defaulted(name, FieldType.oneOf("block", "count", "off"), "block",
                "Whether " + rules + " refuse requests, only count them, or are not there.");
    }

    private static Mode mode(Values values, String name) {
        return Mode.valueOf(values.text(name).toUpperCase(Locale.ROOT));
    }
}
