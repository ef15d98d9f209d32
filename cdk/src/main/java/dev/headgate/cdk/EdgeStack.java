package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.route53.targets.CloudFrontTarget;
import software.constructs.Construct;

/// CloudFront before the HTTP APIs of all Regions, in us-east-1, where its certificates and web ACLs have to be. It sends
/// each request on as it came, `Host` included, to the Region that Route 53 names, and caches nothing.
///
/// The handshake with API Gateway is for the name in `Host`, which its domain has in every Region (CloudFront developer
/// guide, "Requiring HTTPS for communication between CloudFront and your custom origin").
final class EdgeStack extends Stack {
    static final String REGION = "us-east-1";

    /// Longer than API Gateway waits, so that it is API Gateway's answer that clients get.
    private static final int ORIGIN_TIMEOUT_SECONDS = 40;
    /// The statuses for which CloudFront would give one client's answer to others, for ten seconds, whatever the cache
    /// policy says ("Control how long CloudFront caches errors").
    private static final int[] CACHED_ERRORS = {400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504};

    EdgeStack(Construct scope, String id, StackProps properties, Deployment deployment) {
        super(scope, id, properties);
        DeploymentSettings settings = deployment.settings();
        DomainSettings domain = settings.domain().orElseThrow();
        OriginSecret secret = new OriginSecret(this, "OriginSecret", settings);
        Distribution.Builder builder = Distribution.Builder.create(this, "Distribution").comment(comment(settings))
                .domainNames(List.of(domain.name()))
                .certificate(Certificate.Builder.create(this, "Certificate").domainName(domain.name())
                        .validation(CertificateValidation.fromDns(domain.zone(this, "Zone"))).build())
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021).httpVersion(HttpVersion.HTTP2_AND_3)
                .enableIpv6(true).defaultBehavior(behavior(domain, secret)).errorResponses(errorResponses());
        settings.waf().ifPresent(waf -> builder.webAclId(new WebAcl(this, "WebAcl", WebAcl.Front.CLOUDFRONT, waf,
                deployment).arn()));
        Distribution distribution = builder.build();
        new DistributionLog(this, "Log", distribution, settings);
        new AliasRecords(this, "Records", domain, domain.name(),
                new AliasRecords.Target(distribution.getDistributionDomainName(), CloudFrontTarget.CLOUDFRONT_ZONE_ID),
                new AliasRecords.Policy.Only(), Optional.empty());
        suppress(distribution, settings.waf().isPresent());
    }

    /// CloudFormation reads the secret anew when something of the distribution changes.
    private static String comment(DeploymentSettings settings) {
        return settings.name() + ", origin secret " + settings.originSecretVersion();
    }

    private static BehaviorOptions behavior(DomainSettings domain, OriginSecret secret) {
        HttpOrigin origin = HttpOrigin.Builder.create(DomainNames.origin(domain.name()))
                .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY).originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
                .readTimeout(Duration.seconds(ORIGIN_TIMEOUT_SECONDS))
                .customHeaders(Map.of(OriginSecret.HEADER, secret.reference())).build();
        return BehaviorOptions.builder().origin(origin).allowedMethods(AllowedMethods.ALLOW_ALL).compress(false)
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY).cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER).build();
    }

    private static List<ErrorResponse> errorResponses() {
        return IntStream.of(CACHED_ERRORS)
                .mapToObj(status -> ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build())
                .toList();
    }

    private static void suppress(Distribution distribution, boolean hasWaf) {
        NagSuppressions.addResourceSuppressions(distribution, List.of(
                NagPackSuppression.builder().id("AwsSolutions-CFR1")
                        .reason("Where clients may be is the configuration's to say, by ip-restriction.").build(),
                NagPackSuppression.builder().id("AwsSolutions-CFR3")
                        .reason("Requests are logged by standard logging v2, which this rule does not know.").build()));
        if (!hasWaf) {
            NagSuppressions.addResourceSuppressions(distribution, List.of(NagPackSuppression.builder()
                    .id("AwsSolutions-CFR2").reason("The settings name no waf.").build()));
        }
    }
}
