package dev.headgate.health.dynamodb;

import dev.headgate.health.Findings;
import dev.headgate.health.Probed;
import dev.headgate.health.Status;
import dev.headgate.health.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table holds for one upstream: for each address a map of its status, in an attribute named `s` and the address's
/// key, and one of what probes add up to, in an attribute named `p` and the key; and when DynamoDB may delete the item.
final class HealthItem {
    /// The partition key: the format's version, a slash, and the upstream's id.
    static final String KEY = "k";
    static final String EXPIRES_AT = "expiresAt";
    static final String UP = "up";
    static final String CHANGED_AT = "changedAt";
    static final String RETRY_AT = "retryAt";

    /// Stands in every partition key, so that code of another version never reads or changes these items.
    private static final String VERSION = "1/";
    /// What nobody has said anything about for so long is forgotten. An address that is still in use and not healthy is
    /// spoken of at every trial or probe.
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private HealthItem() {}

    static Map<String, AttributeValue> key(String upstream) {
        return Map.of(KEY, AttributeValue.fromS(VERSION + upstream));
    }

    static String statusAttribute(String address) {
        return "s" + address;
    }

    static String probedAttribute(String address) {
        return "p" + address;
    }

    static Findings findings(Map<String, AttributeValue> item) {
        Map<String, Status> statuses = new HashMap<>();
        Map<String, Probed> probed = new HashMap<>();
        item.forEach((name, value) -> {
            if (value.hasM() && name.startsWith("s")) {
                statuses.put(name.substring(1), status(value.m()));
            } else if (value.hasM() && name.startsWith("p")) {
                probed.put(name.substring(1), probed(value.m()));
            }
        });
        return new Findings(statuses, probed);
    }

    /// Attributes that nobody needs any more.
    static List<String> forgettable(Findings findings, Instant now) {
        Instant oldest = now.minus(FORGOTTEN_AFTER);
        List<String> names = new ArrayList<>();
        findings.statuses().forEach((address, status) -> {
            if (status.changedAt().isBefore(oldest) && status.retryAt().isBefore(oldest)) {
                names.add(statusAttribute(address));
            }
        });
        findings.probed().forEach((address, probed) -> {
            if (probed.at().isBefore(oldest)) {
                names.add(probedAttribute(address));
            }
        });
        return names;
    }

    static AttributeValue attribute(Status status) {
        return AttributeValue.fromM(Map.of(UP, AttributeValue.fromBool(status.up()), CHANGED_AT,
                number(status.changedAt().toEpochMilli()), RETRY_AT, number(status.retryAt().toEpochMilli())));
    }

    private static Status status(Map<String, AttributeValue> map) {
        return new Status(map.get(UP).bool(), instant(map, CHANGED_AT), instant(map, RETRY_AT));
    }

    static AttributeValue attribute(Probed probed) {
        Tally tally = probed.tally();
        return AttributeValue.fromM(Map.of("state", AttributeValue.fromS(tally.state().name()), "successes",
                number(tally.successes()), "httpFailures", number(tally.httpFailures()), "tcpFailures",
                number(tally.tcpFailures()), "timeouts", number(tally.timeouts()), "at",
                number(probed.at().toEpochMilli())));
    }

    private static Probed probed(Map<String, AttributeValue> map) {
        return new Probed(new Tally(Tally.State.valueOf(map.get("state").s()), count(map, "successes"),
                count(map, "httpFailures"), count(map, "tcpFailures"), count(map, "timeouts")), instant(map, "at"));
    }

    private static int count(Map<String, AttributeValue> map, String name) {
        return Integer.parseInt(map.get(name).n());
    }

    private static Instant instant(Map<String, AttributeValue> map, String name) {
        return Instant.ofEpochMilli(Long.parseLong(map.get(name).n()));
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /// When an item that was written now may be deleted: long after everything in it is forgotten.
    static AttributeValue expiry(Instant now) {
        return number(now.plus(FORGOTTEN_AFTER.multipliedBy(7)).getEpochSecond());
    }
}
