package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.StackReader;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the REST APIs of a stack.
///
/// @param stack that is read
/// @param functions of the stack
/// @param world everything outside of the template
public record RestApis(StackReader stack, AssemblyFunctions functions, World world) {
    /// Types whose resources are of an API.
    private static final List<String> PARTS = List.of("Authorizer", "Deployment", "GatewayResponse", "Method",
            "Resource",
            "Stage");

    /// What APIs meet outside of their template.
    ///
    /// @param calls invokes functions
    /// @param backends calls backends
    /// @param clock by which throttles fill and answers are forgotten
    /// @param undocumented what AWS leaves open
    public record World(FunctionInvoker calls, BackendCalls backends, InstantSource clock, Undocumented undocumented) {}

    /// The APIs in the template's order. What is wrong goes to the stack's findings; then they must not be served.
    public List<RestApiServer> read() {
        Set<String> ids = new HashSet<>();
        stack.ofType("AWS::ApiGateway::RestApi").forEach(api -> ids.add(stack.id(api.resource())));
        for (String type : PARTS) {
            stack.ofType("AWS::ApiGateway::" + type).stream().filter(part -> !ids.contains(part.text("RestApiId")))
                    .forEach(part -> part.refuse(Code.HG0704, "RestApiId", "it names no REST API of the stack.", ""));
        }
        for (String type : List.of("Model", "RequestValidator")) {
            stack.ofType("AWS::ApiGateway::" + type).forEach(
                    part -> part.refuse(Code.HG0704, "", "the emulator does not validate requests.", ""));
        }
        return new RestApiReader(stack, functions, world.undocumented()).read().stream()
                .map(api -> new RestApiServer(api, world.calls(), world.backends(), world.clock())).toList();
    }
}
