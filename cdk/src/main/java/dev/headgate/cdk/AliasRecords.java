package dev.headgate.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.constructs.Construct;

/// Alias records of a name, for IPv4 and for IPv6.
final class AliasRecords extends Construct {
    /// Where a name leads.
    ///
    /// @param dnsName of the target
    /// @param hostedZoneId of the zone that AWS has the target in
    record Target(String dnsName, String hostedZoneId) {}

    /// Which of several records of a name answers.
    sealed interface Policy {
        /// There is no other.
        record Only() implements Policy {}

        /// The one with the least latency for who asks, of those that are healthy.
        record Latency(String region) implements Policy {}

        /// The first while it is healthy, else the second.
        record Failover(String region, boolean isFirst) implements Policy {}
    }

    /// @param healthCheckId of the check that says whether the record is healthy; absent where the target alone says it
    AliasRecords(Construct scope, String id, DomainSettings domain, String name, Target target, Policy policy,
            Optional<String> healthCheckId) {
        super(scope, id);
        for (String type : List.of("A", "AAAA")) {
            CfnRecordSet.Builder record = CfnRecordSet.Builder.create(this, type).hostedZoneId(domain.hostedZoneId())
                    .name(name).type(type)
                    .aliasTarget(CfnRecordSet.AliasTargetProperty.builder().dnsName(target.dnsName())
                            .hostedZoneId(target.hostedZoneId())
                            .evaluateTargetHealth(!(policy instanceof Policy.Only)).build());
            switch (policy) {
                case Policy.Only() -> {
                }
                case Policy.Latency(String region) -> record.setIdentifier(region).region(region);
                case Policy.Failover(String region, boolean isFirst) ->
                        record.setIdentifier(region).failover(isFirst ? "PRIMARY" : "SECONDARY");
            }
            healthCheckId.ifPresent(record::healthCheckId);
            record.build();
        }
    }
}
