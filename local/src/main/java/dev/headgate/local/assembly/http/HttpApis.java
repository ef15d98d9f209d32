package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.identity.oidc.DocumentFetcher;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.StackReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Makes the HTTP APIs of a stack.
///
/// @param stack that is read
/// @param functions of the stack
/// @param world everything outside of the template
public record HttpApis(StackReader stack, AssemblyFunctions functions, World world) {
    private static final String FAMILY = "AWS::ApiGatewayV2::";
    /// Quotas of an API
    /// ([HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)).
    private static final Map<String, Integer> QUOTAS = Map.of("Route", 300, "Integration", 300, "Authorizer", 10,
            "Stage", 10);

    /// What APIs meet outside of their template.
    ///
    /// @param calls invokes functions
    /// @param backends calls backends
    /// @param fetcher fetches the documents of issuers, with API Gateway's limits
    /// @param targets addresses that stand for what is behind VPC links, by ARN: `http://host:port`
    /// @param clock by which tokens expire
    /// @param nanoTime a monotonic clock, by which throttles and caches go
    /// @param undocumented what AWS leaves open
    public record World(FunctionCalls calls, BackendCalls backends, DocumentFetcher fetcher,
            Map<String, String> targets,
            InstantSource clock, LongSupplier nanoTime, Undocumented undocumented) {}

    /// The APIs in the template's order. What is wrong goes to the stack's findings; then they must not be served.
    public List<HttpApi> read() {
        List<HttpApi> apis = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ResourceProperties api : stack.ofType(FAMILY + "Api")) {
            ids.add(stack.id(api.resource()));
            apis.add(new HttpApi(declaration(api), world.calls(), world.backends(), world.undocumented()));
        }
        for (String type : List.of("Route", "Integration", "Authorizer", "Stage", "Deployment")) {
            stack.ofType(FAMILY + type).stream().filter(part -> !ids.contains(part.text("ApiId")))
                    .forEach(part -> part.refuse(Code.HG0704, "ApiId", "it names no HTTP API of the stack.", ""));
        }
        stack.ofType(FAMILY + "Deployment")
                .forEach(deployment -> deployment.withoutEffect("ApiId", "Description", "StageName").refuseOthers());
        stack.ofType(FAMILY + "VpcLink").forEach(
                link -> link.withoutEffect("Name", "SecurityGroupIds", "SubnetIds", "Tags").refuseOthers());
        return apis;
    }

    private HttpApi.Declaration declaration(ResourceProperties api) {
        String id = stack.id(api.resource());
        ApiIdentity identity = new ApiIdentity(id, api.text("Name"), stack.stack().accountId(),
                stack.stack().region());
        checkProtocol(api);
        boolean hasEndpoint = !api.flag("DisableExecuteApiEndpoint");
        Optional<Cors> cors = CorsReader.read(api);
        api.withoutEffect("Description", "IpAddressType", "Tags", "Version").refuseOthers();
        Map<String, HttpStage> stages = new LinkedHashMap<>();
        parts(id, "Stage").forEach(stage -> {
            HttpStage read = new StageReader(world.nanoTime()).read(stage);
            stages.put(read.name(), read);
        });
        return new HttpApi.Declaration(identity, stages, routes(identity, stages.keySet()), cors, hasEndpoint);
    }

    private static void checkProtocol(ResourceProperties api) {
        String protocol = api.text("ProtocolType");
        if (!protocol.equals("HTTP")) {
            api.refuse(Code.HG0704, "ProtocolType", "\"" + protocol + "\" is not HTTP, which the emulator serves.", "");
        }
        String selection = api.optionalText("RouteSelectionExpression").orElse("$request.method $request.path")
                .replace("${request.method} ${request.path}", "$request.method $request.path");
        if (!selection.equals("$request.method $request.path")) {
            api.refuse(Code.HG0704, "RouteSelectionExpression", "\"" + selection + "\" is not an HTTP API's.", "");
        }
    }

    private List<HttpRoute> routes(ApiIdentity api, Set<String> stages) {
        Map<String, IntegrationUri> targets = new HashMap<>();
        world.targets().forEach((arn, uri) -> IntegrationUri.of(uri).ifPresent(target -> targets.put(arn, target)));
        Map<String, Optional<Integration>> integrations = new HashMap<>();
        parts(api.apiId(), "Integration").forEach(part -> integrations.put(stack.id(part.resource()),
                new IntegrationReader(functions, targets).read(part)));
        Permissions permissions = new Permissions(functions, api, stages);
        Map<String, Optional<AuthorizerReader.Read>> authorizers = new HashMap<>();
        AuthorizerReader authorizerReader = new AuthorizerReader(functions, world.fetcher(), world.clock(),
                world.nanoTime());
        parts(api.apiId(), "Authorizer").forEach(part -> {
            String id = stack.id(part.resource());
            authorizers.put(id, authorizerReader.read(part));
            authorizers.get(id).ifPresent(authorizer -> permissions.check(part, authorizer, id));
        });
        List<HttpRoute> routes = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        RouteReader reader = new RouteReader(integrations, authorizers);
        parts(api.apiId(), "Route").forEach(part -> reader.read(part).ifPresent(route -> {
            if (!keys.add(route.key().text())) {
                part.refuse(Code.HG0704, "RouteKey", "\"" + route.key().text() + "\" stands twice in the API.", "");
            }
            permissions.check(part, route);
            routes.add(route);
        }));
        return routes;
    }

    /// The resources of that type that belong to the API.
    private List<ResourceProperties> parts(String apiId, String type) {
        List<ResourceProperties> parts = stack.ofType(FAMILY + type).stream()
                .filter(part -> part.text("ApiId").equals(apiId)).toList();
        int quota = QUOTAS.get(type);
        if (parts.size() > quota) {
            parts.get(quota).refuse(Code.HG0704, "ApiId",
                    "the API has " + parts.size() + " of this type, and AWS lets it"
                            + " have " + quota + ".",
                    "");
        }
        return parts;
    }
}
