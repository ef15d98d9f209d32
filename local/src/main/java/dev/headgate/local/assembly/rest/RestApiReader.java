package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.json.JsonValue;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.StackReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the REST APIs of a stack, to the last property of all resources that they are made of. For use by one thread.
final class RestApiReader {
    private static final String TYPE = "AWS::ApiGateway::";
    /// Of an API ([REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)).
    private static final Map<String, Integer> QUOTAS = Map.of("Resource", 300, "Stage", 10, "Authorizer", 10);

    private final StackReader stack;
    private final AssemblyFunctions functions;
    private final Undocumented undocumented;

    RestApiReader(StackReader stack, AssemblyFunctions functions, Undocumented undocumented) {
        this.stack = stack;
        this.functions = functions;
        this.undocumented = undocumented;
    }

    /// All of them. What cannot be served is a finding.
    List<RestApi> read() {
        stack.ofType(TYPE + "Account").forEach(account -> account.withoutEffect("CloudWatchRoleArn").refuseOthers());
        stack.ofType(TYPE + "VpcLink")
                .forEach(link -> link.withoutEffect("Name", "Description", "TargetArns", "Tags").refuseOthers());
        List<RestApi> apis = new ArrayList<>();
        for (ResourceProperties api : stack.ofType(TYPE + "RestApi")) {
            api(api).ifPresent(apis::add);
        }
        return apis;
    }

    private Optional<RestApi> api(ResourceProperties properties) {
        String id = stack.id(properties.resource());
        String name = properties.text("Name");
        properties.withoutEffect("Description", "Tags");
        Refusals.unless(properties, "ApiKeySourceType", "HEADER");
        checkEndpoint(properties);
        boolean hasEndpoint = !properties.flag("DisableExecuteApiEndpoint");
        BinaryMediaTypes binary = new BinaryMediaTypes(properties.texts("BinaryMediaTypes"));
        Optional<ResourcePolicy> policy = properties.value("Policy").flatMap(document -> Refusals
                .value(properties, "Policy", () -> ResourcePolicy.parse(document)));
        properties.refuseOthers();
        Map<String, RestStage> stages = new HashMap<>();
        of(id, "Stage").forEach(stage -> {
            RestStage read = RestStageReader.read(stage);
            stages.put(read.name(), read);
        });
        Invocations invocations = new Invocations(functions, "arn:aws:execute-api:" + stack.stack().region() + ":"
                + stack.stack().accountId() + ":" + id, stages.keySet());
        List<RestResource> resources = resources(id, properties, authorizers(id, invocations), invocations);
        checkBodies(properties, binary, resources);
        if (policy.isPresent() && asksAuthorizers(resources)) {
            properties.refuse(Code.HG0704, "Policy", "the emulator knows no policy of an API that has authorizers.",
                    "");
        }
        checkDeployments(id);
        List<GatewayAnswer> answers = new ArrayList<>();
        of(id, "GatewayResponse").forEach(answer -> GatewayAnswerReader.read(answer).ifPresent(answers::add));
        return Refusals.value(properties, "", () -> ResourceTree.of(resources, undocumented))
                .map(tree -> new RestApi(id, name, stack.stack().accountId(), stack.stack().region(), tree, stages,
                        new GatewayAnswers(answers), binary, policy, hasEndpoint, undocumented));
    }

    /// An edge-optimised API has CloudFront before it, a private one is reached from a network only.
    private static void checkEndpoint(ResourceProperties api) {
        List<String> types = api.object("EndpointConfiguration").map(endpoint -> {
            endpoint.withoutEffect("IpAddressType");
            List<String> read = endpoint.texts("Types");
            endpoint.refuseOthers();
            return read;
        }).orElse(List.of());
        if (!types.equals(List.of("REGIONAL"))) {
            api.refuse(Code.HG0704, "EndpointConfiguration.Types",
                    types + ": the emulator knows REGIONAL endpoints, and without it an endpoint is EDGE.",
                    "Write REGIONAL.");
        }
    }

    /// Text that is no UTF-8 would be lost on its way through an API that takes it for text.
    private static void checkBodies(ResourceProperties api, BinaryMediaTypes binary, List<RestResource> resources) {
        boolean handsOn = resources.stream().flatMap(resource -> resource.methods().values().stream())
                .anyMatch(method -> !(method.integration() instanceof RestIntegration.Mock));
        if (handsOn && !binary.types().equals(List.of("*/*"))) {
            api.refuse(Code.HG0704, "BinaryMediaTypes",
                    binary.types() + ": the emulator hands bodies on as bytes only.", "Write */*.");
        }
    }

    private static boolean asksAuthorizers(List<RestResource> resources) {
        return resources.stream().flatMap(resource -> resource.methods().values().stream())
                .anyMatch(method -> method.authorizer().isPresent());
    }

    /// A deployment is what the API is like at the moment when it is made: what it does not wait for may be missing.
    private void checkDeployments(String apiId) {
        for (ResourceProperties deployment : of(apiId, "Deployment")) {
            deployment.withoutEffect("RestApiId", "Description").refuseOthers();
            JsonValue written = deployment.resource().declaration().member("DependsOn").orElse(JsonValue.Items.NONE);
            List<JsonValue> awaited = written instanceof JsonValue.Items(List<JsonValue> items)
                    ? items
                    : List.of(written);
            for (String type : List.of("Method", "GatewayResponse")) {
                of(apiId, type).stream().map(part -> part.resource().logicalId())
                        .filter(part -> !awaited.contains(new JsonValue.Text(part)))
                        .forEach(part -> deployment.refuse(Code.HG0704, "DependsOn",
                                "it does not wait for " + part + ", without which it may be made.", ""));
            }
        }
    }

    /// The resources of that type that are of the API.
    private List<ResourceProperties> of(String apiId, String type) {
        List<ResourceProperties> parts = stack.ofType(TYPE + type).stream()
                .filter(properties -> properties.text("RestApiId").equals(apiId)).toList();
        int quota = QUOTAS.getOrDefault(type, Integer.MAX_VALUE);
        if (parts.size() > quota) {
            parts.get(quota).refuse(Code.HG0704, "RestApiId", "the API has " + parts.size()
                    + " resources of this type, and AWS lets it have " + quota + ".", "");
        }
        return parts;
    }

    private Map<String, RestAuthorizer> authorizers(String apiId, Invocations invocations) {
        Map<String, RestAuthorizer> authorizers = new HashMap<>();
        of(apiId, "Authorizer").forEach(properties -> {
            String id = stack.id(properties.resource());
            RestAuthorizerReader.read(properties, id).ifPresent(authorizer -> {
                authorizers.put(id, authorizer);
                invocations.check(properties, authorizer);
            });
        });
        return authorizers;
    }

    private List<RestResource> resources(String apiId, ResourceProperties api,
            Map<String, RestAuthorizer> authorizers, Invocations invocations) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put(stack.attribute(api.resource(), "RootResourceId"), "/");
        paths.putAll(new RestPaths(of(apiId, "Resource"), stack, paths).read());
        Map<String, Map<String, RestMethod>> methods = new HashMap<>();
        RestMethodReader reader = new RestMethodReader(authorizers);
        for (ResourceProperties properties : of(apiId, "Method")) {
            String resourceId = properties.text("ResourceId");
            if (!paths.containsKey(resourceId)) {
                properties.refuse(Code.HG0704, "ResourceId", "it names no resource of this API.", "");
            }
            reader.read(properties).ifPresent(method -> {
                methods.computeIfAbsent(resourceId, _ -> new HashMap<>()).put(method.name(), method);
                invocations.check(properties, method, paths.getOrDefault(resourceId, ""));
            });
        }
        List<RestResource> resources = new ArrayList<>();
        paths.forEach((id, path) -> resources.add(new RestResource(id, path, methods.getOrDefault(id, Map.of()))));
        return resources;
    }
}
