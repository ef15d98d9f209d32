package dev.headgate.cdk;

import dev.headgate.config.NormalizedFile;
import dev.headgate.config.Settings;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import dev.headgate.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;

/// All stacks of a deployment: two for each Region, none of which needs another Region to be there; one for each user pool;
/// one for CloudFront; and, with several Regions, a dashboard of all.
///
/// While the issuers of user pools in several Regions are still unknown, only what the pools and the gateway need is made.
///
/// @param settings from `cdk.json`
/// @param gateway the configuration
/// @param file the same as the files say it
/// @param auth who refuses a request without a valid credential
/// @param plans where the routes are served
/// @param privateBackends what VPC links lead to, by host
record Deployment(DeploymentSettings settings, Gateway gateway, NormalizedFile file, Settings.Auth auth,
        DeploymentPlans plans, Map<String, PrivateBackend> privateBackends) {
    /// What a kind of API that is made does in a Region.
    Plan plan(ApiType api, String region) {
        return new PlanTexts(CognitoVariables.told(settings, region)).in(plans.of(api).orElseThrow());
    }

    /// Where APIs of a Region find private backends; absent where it has no network.
    Optional<PrivateNetwork> network(String region) {
        return PrivateNetwork.of(settings, privateBackends, region);
    }

    void addTo(App app, FunctionPackage functionPackage) {
        Optional<EdgeStack> edge = settings.cloudFront()
                ? Optional.of(new EdgeStack(app, settings.name() + "-edge",
                        in(EdgeStack.REGION, "CloudFront before Headgate"), this))
                : Optional.empty();
        List<DataStack> tables = new ArrayList<>();
        for (String region : settings.regions()) {
            StackProps properties = in(region, "Headgate in " + region);
            DataStack data = new DataStack(app, settings.name() + "-data-" + region, properties, settings, region);
            Optional<IdentityStack> identity = identity(app, region);
            tables.add(data);
            if (settings.awaitsIssuers()) {
                continue;
            }
            GatewayStack stack = new GatewayStack(app, settings.name() + "-" + region, properties, this,
                    functionPackage);
            stack.addStackDependency(data, "functions read the tables");
            stack.addStackDependency(tables.getFirst(), "functions read the keys, or their replica");
            edge.ifPresent(secret -> stack.addStackDependency(secret, "functions read the origin secret"));
            identity.ifPresent(pool -> stack.addStackDependency(pool, "functions are told of the pool"));
        }
        if (settings.regions().size() > 1 && !settings.awaitsIssuers()) {
            new OverviewStack(app, settings.name() + "-overview",
                    in(settings.regions().getFirst(), "Headgate in all Regions"), settings);
        }
        // Tags of dashboards are too new for most tools that know CloudFormation.
        Tags.of(app).add("headgate", settings.name(),
                TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build());
    }

    private static StackProps in(String region, String description) {
        return StackProps.builder().env(Environment.builder().region(region).build()).description(description).build();
    }

    private Optional<IdentityStack> identity(App app, String region) {
        return settings.cognito().filter(_ -> settings.poolRegions().contains(region))
                .map(cognito -> new IdentityStack(app, settings.name() + "-identity-" + region,
                        in(region, "Users and clients of Headgate in " + region), settings, cognito, region));
    }
}
