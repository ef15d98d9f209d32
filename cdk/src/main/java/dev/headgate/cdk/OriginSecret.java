package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// What CloudFront shows with each request to prove that the request came through it. Each Region has a replica of the
/// same name, which its functions read: losing another Region takes nothing from them.
final class OriginSecret extends Construct {
    /// The field in which CloudFront shows it; one that a client sent is replaced.
    static final String HEADER = "x-headgate-origin";
    /// The member that CloudFront shows; the functions take `previous` as well, while one follows the other.
    private static final String CURRENT = "current";
    private static final int CHARACTERS = 64;

    private final Secret secret;

    OriginSecret(Construct scope, String id, DeploymentSettings settings) {
        super(scope, id);
        this.secret = Secret.Builder.create(this, "Secret").secretName(name(settings))
                .description("Shown by CloudFront to the APIs behind it")
                .generateSecretString(SecretStringGenerator.builder().secretStringTemplate("{}")
                        .generateStringKey(CURRENT).passwordLength(CHARACTERS).excludePunctuation(true)
                        .includeSpace(false).build())
                .replicaRegions(settings.regions().stream().filter(region -> !region.equals(EdgeStack.REGION))
                        .map(region -> ReplicaRegion.builder().region(region).build()).toList())
                .build();
        NagSuppressions.addResourceSuppressions(secret, List.of(NagPackSuppression.builder().id("AwsSolutions-SMG4")
                .reason("CloudFront has to be told of a new one before the old one ends: docs/deploy.md has the steps.")
                .build()));
    }

    static String name(DeploymentSettings settings) {
        return settings.name() + "-origin";
    }

    /// For CloudFormation, which puts the secret itself in; no template holds it.
    String reference() {
        return secret.secretValueFromJson(CURRENT).unsafeUnwrap();
    }
}
