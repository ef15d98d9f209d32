package dev.headgate.differential;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.authorizer.AuthorizerHandler;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.Settings;
import dev.headgate.event.Envelope;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.functions.RouterHandler;
import dev.headgate.http.Response;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.oidc.FetchedProviders;
import dev.headgate.lambda.OwnInvocation;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.http.FunctionCalls;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Plan;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Resources;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.CompiledGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One configuration, ready to be asked in both ways.
///
/// @param plan that was deployed
/// @param api the deployed one
/// @param alone the router, which refuses callers by itself
/// @param invoked takes which functions of the deployment are invoked
record Served(Gateway gateway, Plan plan, ServedApi api, RequestStreamHandler alone, List<String> invoked) {
    static final String REST_STAGE = "live";
    private static final String API_REQUEST_ID = "JKJaXmPLvHcESHA=";
    private static final String REST_REQUEST_ID = "11111111-2222-4333-8444-555555555555";

    static Gateway read(String yaml, World world) {
        Reading reading = new KongReader(world.clock()).read("kong.yaml",
                yaml.replace("PORT", Integer.toString(world.port())));
        return reading.gateway().orElseThrow(() -> new IllegalArgumentException(reading.diagnostics() + "\n" + yaml));
    }

    /// The functions of a deployment.
    static FunctionCalls functions(Gateway gateway, World world, List<String> invoked, Settings.Auth auth) {
        RequestStreamHandler router = router(gateway, world, auth);
        ActiveGateway active = active(gateway, world, auth);
        RequestStreamHandler authorizer = new AuthorizerHandler(() -> active);
        return (arn, event, _) -> {
            boolean isAuthorizer = arn.contains("authorizer");
            invoked.add(isAuthorizer ? "authorizer" : "router");
            return invoke(isAuthorizer ? authorizer : router, event);
        };
    }

    static RequestStreamHandler router(Gateway gateway, World world, Settings.Auth auth) {
        ActiveGateway active = active(gateway, world, auth);
        return new RouterHandler(() -> active, world.proxy());
    }

    private static ActiveGateway active(Gateway gateway, World world, Settings.Auth auth) {
        Resources resources = PluginKit
                .resources(new DeclaredCredentials(gateway), new MemoryCounterStore(), world.clock())
                .withOpenIdProviders(new FetchedProviders(world.web(), world.clock()));
        return new ActiveGateway(CompiledGateway.of(gateway, TrustedPeers.NONE, new SplittableRandom(1)), resources,
                auth);
    }

    private static byte[] invoke(RequestStreamHandler handler, byte[] event) throws FunctionFailedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, (Context) new Invocation());
            return answer.toByteArray();
        } catch (IOException | RuntimeException e) {
            throw new FunctionFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static final class Invocation implements OwnInvocation {
        @Override
        public int getRemainingTimeInMillis() {
            return 29_000;
        }

        @Override
        public String getAwsRequestId() {
            return "request";
        }

        @Override
        public String getFunctionName() {
            return "function";
        }

        @Override
        public void log(String message) {
            // nobody reads it
        }
    }

    Response askDeployment(Sent sent) {
        boolean isRest = plan.api() == ApiType.REST;
        return api.answer(sent.request(),
                new ServedApi.Arrival(new ServedApi.Entry.Mapping(isRest ? REST_STAGE : "$default", ""),
                        isRest ? REST_REQUEST_ID : API_REQUEST_ID, World.NOW));
    }

    Response askRouter(Sent sent) {
        boolean isRest = plan.api() == ApiType.REST;
        PayloadFormat format = isRest ? PayloadFormat.REST : PayloadFormat.HTTP_API_V2;
        Envelope envelope = new Envelope(isRest ? REST_STAGE : Envelope.DEFAULT_STAGE, "abcdefghij", "000000000000",
                "us-east-1", sent.request().hostName(), Envelope.DEFAULT_ROUTE, World.NOW,
                isRest ? REST_REQUEST_ID : API_REQUEST_ID, Map.of());
        try {
            return ProxyResponses.read(format, invoke(alone, ProxyEvents.write(format, sent.request(), envelope)));
        } catch (FunctionFailedException _) {
            return ProxyResponses.functionError(format);
        }
    }
}
