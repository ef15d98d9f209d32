package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/// A name in a public hosted zone of the account, under which clients reach the gateway in all Regions.
///
/// @param name such as `api.example.com`; of the HTTP API where there are both kinds
/// @param restName of the REST API where there are both kinds; empty otherwise
/// @param hostedZoneId Route 53's id of the zone; nothing is looked up
/// @param hostedZoneName the zone's own name, such as `example.com`
/// @param routing which Region a client is sent to
/// @param truststore the PEM file of the authorities whose client certificates are admitted; empty for no mTLS
/// @param healthCheckSeconds how often Route 53 checks each Region, 10 or 30
/// @param readyPath what it asks there
public record DomainSettings(
        String name,
        String restName,
        String hostedZoneId,
        String hostedZoneName,
        Routing routing,
        String truststore,
        int healthCheckSeconds,
        String readyPath) {
    /// Which Region a client is sent to.
    public enum Routing {
        /// The one with the least latency.
        LATENCY,
        /// The first, and the second while the first is unhealthy.
        FAILOVER
    }

    /// ACM's bound of the first name of a certificate (RequestCertificate, DomainName).
    private static final int NAME_LENGTH_MAX = 64;

    static final RecordSchema TABLE = RecordSchema.of(
            required("name", FieldType.text(SettingsRules.DOMAIN_NAME),
                    "The name under which clients reach the gateway; with `api: both` the HTTP API."),
            optional("rest_name", FieldType.text(SettingsRules.DOMAIN_NAME),
                    "The name of the REST API, with `api: both`."),
            required("hosted_zone_id", FieldType.text(SettingsRules.matching("Z[A-Z0-9]{1,31}",
                    "'%s' is no hosted zone id.", "Write Route 53's id of the zone, like Z0123456789ABCDEFGHIJ.")),
                    "Route 53's id of the public hosted zone; nothing is looked up."),
            required("hosted_zone_name", FieldType.text(SettingsRules.DOMAIN_NAME), "The name of that zone."),
            defaulted("routing", FieldType.oneOf("latency", "failover"), "latency",
                    "`latency` sends a client to the nearest healthy Region, `failover` to the second Region only while "
                            + "the first is unhealthy."),
            optional("truststore", FieldType.text(SettingsRules.matching(".+\\.pem",
                    "'%s' is no PEM file's name.", "Write it like clients.pem.")),
                    "A PEM file of certificate authorities: clients have to show a certificate of one of them (mTLS)."),
            defaulted("health_check_seconds", FieldType.whole(10, 30), 30L,
                    "How often each of Route 53's checkers asks each Region, 10 (costs more) or 30."),
            defaulted("ready_path", FieldType.text(SettingsRules.matching("(?=.{2,255}$)(/[A-Za-z0-9._~-]+)+",
                    "'%s' is no path for health checks.", "Write it like /ready.")), "/ready",
                    "The path that health checks ask for. The router answers it itself, before any route."));

    static DomainSettings of(Values values) {
        return new DomainSettings(values.text("name"), values.text("rest_name"), values.text("hosted_zone_id"),
                values.text("hosted_zone_name"), Routing.valueOf(values.text("routing").toUpperCase(Locale.ROOT)),
                values.text("truststore"), values.integer("health_check_seconds"), values.text("ready_path"));
    }

    IHostedZone zone(Construct scope, String id) {
        return HostedZone.fromHostedZoneAttributes(scope, id,
                HostedZoneAttributes.builder().hostedZoneId(hostedZoneId).zoneName(hostedZoneName).build());
    }

    /// @param values of the domain alone
    static void check(Values values, Entity entity) {
        String zone = values.text("hosted_zone_name");
        for (String field : List.of("name", "rest_name")) {
            String name = values.text(field);
            if (!name.isEmpty() && !name.equals(zone) && !name.endsWith("." + zone)) {
                entity.report(Code.HG0601, values.location(field), "domain." + field,
                        name + ": it does not stand in the zone " + zone + ".",
                        "Write a name that ends in ." + zone + ".");
            }
            if (name.length() > NAME_LENGTH_MAX) {
                entity.report(Code.HG0601, values.location(field), "domain." + field,
                        name + ": certificates are for names of at most " + NAME_LENGTH_MAX + " characters.",
                        "Write a shorter one.");
            }
        }
        if (!List.of(10L, 30L).contains(values.whole("health_check_seconds"))) {
            entity.report(Code.HG0601, values.location("health_check_seconds"), "domain.health_check_seconds",
                    values.whole("health_check_seconds") + ": Route 53 does not offer this.", "Write 10 or 30.");
        }
    }
}
