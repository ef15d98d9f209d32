package dev.headgate.cdk;

import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/// The custom domains of one Region: one for each kind of API.
final class CustomDomains extends Construct {
    private final DeploymentSettings settings;
    private final Optional<Truststore> truststore;
    private final Optional<ApiStage> ready;

    /// @param router what answers health checks
    CustomDomains(Construct scope, String id, DeploymentSettings settings, Alias router) {
        super(scope, id);
        this.settings = settings;
        String file = settings.domain().orElseThrow().truststore();
        this.truststore = file.isEmpty() ? Optional.empty() : Optional.of(Truststore.upload(this, "Truststore", file));
        boolean isGuarded = truststore.isPresent() || settings.cloudFront();
        this.ready = isGuarded && settings.regions().size() > 1
                ? Optional.of(new ReadyApi(this, "Ready", settings, router).stage())
                : Optional.empty();
    }

    /// Leads a name, and the Region's own one below it, to an API. Resources are called after the name and not after the
    /// kind of API, so that a name which moves from one kind to the other keeps its domain: API Gateway has a name once, and
    /// CloudFormation makes new resources before it removes old ones.
    ///
    /// @param name under which clients reach the API
    void lead(String name, ApiStage api) {
        DomainNames names = DomainNames.of(settings, name, Stack.of(this).getRegion());
        new CustomDomain(this, name, settings, names, api, ready.orElse(api), truststore);
    }
}
