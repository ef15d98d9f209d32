package dev.headgate.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApiMapping;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.EndpointType;
import software.amazon.awscdk.services.apigatewayv2.IpAddressType;
import software.amazon.awscdk.services.apigatewayv2.MTLSConfig;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.route53.CfnHealthCheck;
import software.constructs.Construct;

/// The names of an API in one Region: a certificate, API Gateway's domains, the records that lead there and the health
/// check that takes the Region out of them. Whatever it needs stands in this Region or is global, so that it is made,
/// and works, while any other Region is lost (Route 53 developer guide, "Configuring DNS failover").
///
/// The certificate is proved by a record in the zone. That record is the same in every Region, and ACM renews by it.
final class CustomDomain extends Construct {
    /// How many checks in a row decide.
    private static final int FAILURES = 3;
    private static final int HTTPS = 443;

    private final DomainSettings domain;
    private final DomainNames names;
    private final Certificate certificate;

    /// @param api what the names lead to
    /// @param probed what the Region's own name leads to: the same, or what Route 53's checkers may ask where clients of the
    ///        API have to show a certificate or come through CloudFront
    CustomDomain(Construct scope, String id, DeploymentSettings settings, DomainNames names, ApiStage api,
            ApiStage probed, Optional<Truststore> truststore) {
        super(scope, id);
        this.domain = settings.domain().orElseThrow();
        this.names = names;
        this.certificate = Certificate.Builder.create(this, "Certificate").domainName(names.client())
                .subjectAlternativeNames(names.others())
                .validation(CertificateValidation.fromDns(domain.zone(this, "Zone"))).build();
        DomainName client = lead("Client", names.client(), api, truststore);
        Optional<String> healthCheckId = names.hasRegional() ? Optional.of(regional(probed)) : Optional.empty();
        new AliasRecords(this, "Records", domain, names.routed(), target(client), policy(settings), healthCheckId);
    }

    private DomainName lead(String id, String name, ApiStage api, Optional<Truststore> truststore) {
        DomainName.Builder builder = DomainName.Builder.create(this, id).domainName(name).certificate(certificate)
                .endpointType(EndpointType.REGIONAL).securityPolicy(SecurityPolicy.TLS_1_2)
                .ipAddressType(IpAddressType.DUAL_STACK);
        truststore.ifPresent(store -> builder.mtls(MTLSConfig.builder().bucket(store.bucket()).key(store.key())
                .build()));
        DomainName made = builder.build();
        CfnApiMapping.Builder.create(this, id + "Mapping").domainName(made.getName()).apiId(api.apiId())
                .stage(api.name()).build();
        return made;
    }

    /// Makes the name that leads to this Region alone, and the check that asks there.
    ///
    /// @return the id of the check
    private String regional(ApiStage probed) {
        DomainName regional = lead("Regional", names.regional(), probed, Optional.empty());
        new AliasRecords(this, "RegionalRecords", domain, names.regional(), target(regional),
                new AliasRecords.Policy.Only(), Optional.empty());
        return CfnHealthCheck.Builder.create(this, "HealthCheck")
                .healthCheckConfig(CfnHealthCheck.HealthCheckConfigProperty.builder().type("HTTPS").port(HTTPS)
                        .fullyQualifiedDomainName(names.regional()).resourcePath(domain.readyPath()).enableSni(true)
                        .requestInterval(domain.healthCheckSeconds()).failureThreshold(FAILURES).build())
                .healthCheckTags(List.of(CfnHealthCheck.HealthCheckTagProperty.builder().key("Name")
                        .value(names.regional()).build()))
                .build().getAttrHealthCheckId();
    }

    /// One Region has a record for several, too: Route 53 cannot add a second one to a record that is for none.
    private AliasRecords.Policy policy(DeploymentSettings settings) {
        String region = Stack.of(this).getRegion();
        return switch (domain.routing()) {
            case LATENCY -> new AliasRecords.Policy.Latency(region);
            case FAILOVER -> new AliasRecords.Policy.Failover(region, settings.regions().getFirst().equals(region));
        };
    }

    private static AliasRecords.Target target(DomainName made) {
        return new AliasRecords.Target(made.getRegionalDomainName(), made.getRegionalHostedZoneId());
    }
}
