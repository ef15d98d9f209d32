package dev.headgate.differential;

import dev.headgate.cdk.NetworkSettings;
import dev.headgate.cdk.PlannedMethods;
import dev.headgate.cdk.PlannedRoutes;
import dev.headgate.cdk.PrivateNetwork;
import dev.headgate.cdk.SourcePolicy;
import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Location;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import dev.headgate.local.assembly.http.FunctionCalls;
import dev.headgate.local.assembly.http.HttpApis;
import dev.headgate.local.assembly.http.Undocumented;
import dev.headgate.local.assembly.rest.RestApis;
import dev.headgate.model.Gateway;
import dev.headgate.model.Route;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.CallerRules;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import dev.headgate.plan.PlacementSettings.Throttle;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Planner;
import dev.headgate.routing.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

/// Plans configurations, has the CDK make templates of the plans, and serves what they say.
///
/// @param folder for what the CDK writes
record Deployments(Path folder, World world) {
    /// Behind VPC links, by host. Each has a listener of its own.
    private static final Map<String, PrivateBackend> PRIVATE = Map.of("gamma.internal", privateBackend("gamma"),
            "delta.internal", privateBackend("delta"));
    private static final String REGION = "us-east-1";

    private static PrivateBackend privateBackend(String name) {
        return new PrivateBackend(
                Map.of(REGION, "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/" + name
                        + "/0123456789abcdef/0123456789abcdef"),
                Location.of("headgate.yaml"));
    }

    private static Map<String, String> listeners() {
        Map<String, String> listeners = new LinkedHashMap<>();
        PRIVATE.forEach((host, backend) -> listeners.put(host, backend.listeners().get(REGION)));
        return listeners;
    }

    /// A configuration, the kind of API, and what AWS leaves open of each kind.
    record Wanted(String yaml, ApiType api, Undocumented undocumented,
            dev.headgate.local.assembly.rest.Undocumented restUndocumented) {}

    /// One for each, by one run of the CDK.
    List<Served> of(List<Wanted> wanted) throws IOException {
        Path out = Files.createTempDirectory(folder, "cdk.out");
        Path code = Files.createDirectories(folder.resolve("code"));
        Files.writeString(code.resolve("nothing.txt"), "The functions run in the test.");
        App app = new App(AppProps.builder().outdir(out.toString()).analyticsReporting(false).treeMetadata(false)
                .build());
        List<Gateway> gateways = new ArrayList<>();
        List<Plan> plans = new ArrayList<>();
        List<Settings.Auth> auths = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Gateway gateway = Served.read(wanted.get(i).yaml(), world);
            // A resource policy goes with no authorizer.
            Settings.Auth auth = wanted.get(i).yaml().contains("ip-restriction")
                    ? Settings.Auth.STRICT
                    : Settings.Auth.EDGE;
            auths.add(auth);
            Plan plan = plan(gateway, wanted.get(i).api(), auth);
            gateways.add(gateway);
            plans.add(plan);
            addStack(app, "s" + i, plan, code);
        }
        app.synth();
        CloudAssembly.Reading assembly = CloudAssembly.read(out);
        List<Served> served = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            StackReader stack = new StackReader(
                    assembly.assembly().orElseThrow(() -> new IllegalStateException(assembly.diagnostics().toString())),
                    assembly.assembly().orElseThrow().stack("s" + i).orElseThrow(), new Findings());
            List<String> invoked = new ArrayList<>();
            ServedApi api = served(wanted.get(i), stack,
                    Served.functions(gateways.get(i), world, invoked, auths.get(i)));
            if (stack.findings().hasErrors()) {
                throw new IllegalStateException(stack.findings().all() + "\n" + wanted.get(i).yaml());
            }
            served.add(new Served(gateways.get(i), plans.get(i), api,
                    Served.router(gateways.get(i), world, Settings.Auth.STRICT), invoked));
        }
        return served;
    }

    private ServedApi served(Wanted wanted, StackReader stack, FunctionCalls functions) {
        return switch (wanted.api()) {
            case HTTP ->
                    new HttpApis(stack, stack.functions(), new HttpApis.World(functions, world.calls(), world.web(),
                            targets(), world.clock(), () -> 0, wanted.undocumented())).read().getFirst();
            case REST -> new RestApis(stack, stack.functions(), new RestApis.World(functions::invoke, world.calls(),
                    world.clock(), wanted.restUndocumented())).read().getFirst();
        };
    }

    private static Map<String, String> targets() {
        Map<String, String> targets = new LinkedHashMap<>();
        listeners().values().forEach(arn -> targets.put(arn, "http://" + World.LISTENER));
        return targets;
    }

    /// Every route has a throttle that lets everything pass, so that rate-limiting has a native form.
    private static Plan plan(Gateway gateway, ApiType api, Settings.Auth auth) {
        Map<String, OfRoute> routes = new LinkedHashMap<>();
        for (Route route : gateway.routes()) {
            routes.put(route.name(),
                    new OfRoute(1, Optional.of(new Throttle(1_000_000, 1_000_000)), Location.of("headgate.yaml")));
        }
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                new PlacementSettings(PlacementPolicy.BALANCED, 60, routes, PRIVATE),
                auth == Settings.Auth.EDGE ? CallerRules.EDGE : CallerRules.STRICT);
    }

    private static void addStack(App app, String name, Plan plan, Path code) {
        Stack stack = new Stack(app, name, StackProps.builder()
                .env(Environment.builder().account("000000000000").region(REGION).build())
                .synthesizer(new DefaultStackSynthesizer()).build());
        switch (plan.api()) {
            case HTTP -> addHttpApi(stack, plan, code);
            case REST -> addRestApi(stack, plan, code);
        }
    }

    private static void addHttpApi(Stack stack, Plan plan, Path code) {
        HttpApi api = HttpApi.Builder.create(stack, "Api")
                .defaultIntegration(new HttpLambdaIntegration("Router", function(stack, "Router", code))).build();
        new PlannedRoutes(stack, "Planned", api, plan, Optional.of(function(stack, "Authorizer", code)),
                Optional.of(new PrivateNetwork(new NetworkSettings(REGION, List.of("subnet-0123abcd"),
                        List.of("sg-0123abcd")), listeners())),
                false);
    }

    private static void addRestApi(Stack stack, Plan plan, Path code) {
        RestApi api = RestApi.Builder.create(stack, "Api").binaryMediaTypes(List.of("*/*"))
                .endpointTypes(List.of(EndpointType.REGIONAL))
                .deployOptions(StageOptions.builder().stageName(Served.REST_STAGE).build()).build();
        new PlannedMethods(api, plan, function(stack, "Router", code), () -> MethodOptions.builder().build());
        plan.addresses().ifPresent(
                addresses -> new SourcePolicy(addresses).addTo(api, Served.REST_STAGE, Optional.empty()));
    }

    private static Function function(Stack stack, String name, Path code) {
        return Function.Builder.create(stack, name)
                .functionName(stack.getStackName() + "-" + name.toLowerCase(java.util.Locale.ROOT))
                .runtime(Runtime.JAVA_21).handler("none").code(Code.fromAsset(code.toString())).build();
    }
}
