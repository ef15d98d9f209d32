package dev.headgate.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.authorizer.AuthorizerHandler;
import dev.headgate.config.Settings;
import dev.headgate.event.AuthorizerAnswer;
import dev.headgate.event.AuthorizerDecisions;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.event.GatewayResponses;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.AuthenticationNeed;
import dev.headgate.router.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An API with both functions behind it, as a deployment has them: real events in, real documents out.
final class TestApi implements AutoCloseable {
    private final Style style;
    private final ActiveGateway gateway;
    private final BackendProxy proxy = BackendProxy.system();
    private final RouterHandler router;
    private final AuthorizerHandler authorizer;
    private final List<String> log = new CopyOnWriteArrayList<>();

    /// The kinds of API that there are.
    enum Style {
        HTTP(PayloadFormat.HTTP_API_V2, Kind.HTTP_V2, Form.SIMPLE, "$default"),
        HTTP_POLICY(PayloadFormat.HTTP_API_V2, Kind.HTTP_V2, Form.POLICY, "dev"),
        HTTP_V1(PayloadFormat.HTTP_API_V1, Kind.HTTP_V1, Form.POLICY, "$default"),
        REST(PayloadFormat.REST, Kind.REST_REQUEST, Form.POLICY, "prod"),
        REST_TOKEN(PayloadFormat.REST, Kind.REST_TOKEN, Form.POLICY, "prod");

        private final PayloadFormat payload;
        private final Kind kind;
        private final Form form;
        private final String stage;

        Style(PayloadFormat payload, Kind kind, Form form, String stage) {
            this.payload = payload;
            this.kind = kind;
            this.form = form;
            this.stage = stage;
        }
    }

    TestApi(Style style, ActiveGateway gateway) {
        this(style, gateway, gateway);
    }

    /// @param seenByAuthorizer what the authorizer takes to be in force
    TestApi(Style style, ActiveGateway gateway, ActiveGateway seenByAuthorizer) {
        this.style = style;
        this.gateway = gateway;
        this.router = new RouterHandler(() -> gateway, proxy);
        this.authorizer = new AuthorizerHandler(() -> seenByAuthorizer, style.form, Ticker.system());
    }

    /// Of deployed functions.
    TestApi(Style style, ActiveGateway gateway, Operation operation) {
        this.style = style;
        this.gateway = gateway;
        this.router = new RouterHandler(() -> gateway, proxy, operation);
        this.authorizer = new AuthorizerHandler(() -> gateway, style.form, Ticker.system(), operation);
    }

    /// What the functions logged.
    List<String> log() {
        return log;
    }

    /// Sends a request the way that API Gateway sends it to an API of which all routes have the authorizer.
    Response sendAuthorized(Request request) {
        return sendThroughAuthorizer(request);
    }

    /// Sends a request the way that API Gateway sends it.
    Response send(Request request) {
        boolean asks = gateway.auth() == Settings.Auth.EDGE
                && AuthenticationNeed.of(gateway.compiled(), request).isForAuthorizer();
        return asks ? sendThroughAuthorizer(request) : sendToRouter(request, Map.of());
    }

    private Response sendThroughAuthorizer(Request request) {
        return switch (judge(request)) {
            case AuthorizerAnswer.Passed(Map<String, String> context) -> sendToRouter(request, context);
            case AuthorizerAnswer.Refused refused -> style.payload == PayloadFormat.REST
                    ? GatewayResponses.render(refused.reason(), "", envelope(Map.of()).apiRequestId(),
                            refused.context())
                    : refused.response();
        };
    }

    /// What API Gateway makes of what the authorizer says.
    AuthorizerAnswer judge(Request request) {
        byte[] event = AuthorizerEvents.write(style.kind, request, envelope(Map.of()));
        try {
            return AuthorizerDecisions.read(style.kind, style.form, invoke(authorizer, event),
                    AuthorizerEvents.methodArn(request, envelope(Map.of())));
        } catch (RuntimeException e) {
            return AuthorizerDecisions.failed(style.kind, e.getMessage());
        }
    }

    /// What the client gets from the router alone.
    ///
    /// @param context what stands where the authorizer's context would
    Response sendToRouter(Request request, Map<String, String> context) {
        return ProxyResponses.read(style.payload, invokeRouter(ProxyEvents.write(style.payload, request,
                envelope(context))));
    }

    byte[] invokeRouter(byte[] event) {
        return invoke(router, event);
    }

    byte[] invokeAuthorizer(byte[] event) {
        return invoke(authorizer, event);
    }

    private byte[] invoke(RequestStreamHandler handler, byte[] event) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, new TestContext(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toByteArray();
    }

    private Envelope envelope(Map<String, String> context) {
        return new Envelope(style.stage, "abcdefghij", "123456789012", "eu-central-1", "example.com",
                Envelope.DEFAULT_ROUTE, Instant.parse("2026-11-25T10:20:30Z"), "JKJaXmPLvHcESHA=", context);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
