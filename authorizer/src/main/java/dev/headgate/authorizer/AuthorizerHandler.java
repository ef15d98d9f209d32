package dev.headgate.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.event.AuthorizerDecision;
import dev.headgate.event.AuthorizerDecisions;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.RequestIds;
import dev.headgate.http.Request;
import dev.headgate.lambda.FunctionSnapshot;
import dev.headgate.lambda.Invocations;
import dev.headgate.lambda.RehearsalContext;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.Authenticator;
import dev.headgate.router.LogLine;
import dev.headgate.router.Measures;
import dev.headgate.router.Measures.Judgement;
import dev.headgate.router.Operation;
import dev.headgate.router.StackGuard;
import dev.headgate.router.Verdict;
import dev.headgate.snapshot.Pause;
import dev.headgate.snapshot.Rehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/// The authorizer function: an authorizer event of API Gateway's in, its decision out. It takes the events of HTTP APIs in
/// payload formats 2.0 and 1.0, and of REST APIs for REQUEST and TOKEN authorizers.
///
/// A credential that a plugin refuses with 401 makes it fail with the message `Unauthorized` for an HTTP API, which is how
/// API Gateway is made to answer 401; for a REST API it denies, and the API's gateway response shows what the plugin
/// answered. It fails with another message where a plugin or a store does; API Gateway then answers 500 and lets nothing
/// pass.
///
/// A request to a route of an HTTP API other than `$default` is taken for one that API Gateway hands to a backend by itself,
/// as the CDK app deploys it: nobody looks at it afterwards, so that it passes only with a credential. An API of one's own
/// that leads such a route to the router must not ask this function about it.
///
/// A TOKEN event has neither host nor header fields but one: routes that match on those are not found by it, and the router
/// authenticates their requests by itself.
///
/// Safe for use by many threads, as Lambda Managed Instances and the local gateway do.
public final class AuthorizerHandler implements RequestStreamHandler {
    private final Supplier<ActiveGateway> active;
    private final Form httpForm;
    private final Ticker ticker;
    private final Supplier<Operation> operated;
    private final AtomicBoolean coldStart = new AtomicBoolean(true);

    /// What Lambda calls: everything comes from the environment ([FunctionEnvironment]).
    public AuthorizerHandler() {
        this(FunctionEnvironment.system(), Core.getGlobalContext(), Thread::sleep);
    }

    /// @param snapshots where snapshots of the process are told of
    /// @param pause lets time pass before a snapshot
    AuthorizerHandler(FunctionEnvironment environment, org.crac.Context<Resource> snapshots, Pause pause) {
        Form form = environment.authorizerForm();
        FunctionSnapshot served = new FunctionSnapshot(environment.servedByAuthorizer(),
                environment.operatedByAuthorizer(), rehearsal -> rehearse(rehearsal, form), () -> {
                    // The authorizer calls no backends.
                }, pause, System.out::println);
        this(served, form, Ticker.system(), served::operation);
        snapshots.register(served);
    }

    /// With simple responses for HTTP APIs.
    ///
    /// @param active asked once for every request
    public AuthorizerHandler(Supplier<ActiveGateway> active) {
        this(active, Form.SIMPLE, Ticker.system());
    }

    /// With a plain line for each request on the invocation's own log.
    ///
    /// @param active asked once for every request
    /// @param httpForm what the HTTP API is configured to take for payload format 2.0; all other kinds take policies
    public AuthorizerHandler(Supplier<ActiveGateway> active, Form httpForm, Ticker ticker) {
        this(active, httpForm, ticker, Operation.NONE);
    }

    /// @param active asked once for every request
    /// @param httpForm what the HTTP API is configured to take for payload format 2.0; all other kinds take policies
    public AuthorizerHandler(Supplier<ActiveGateway> active, Form httpForm, Ticker ticker, Operation operation) {
        this(active, httpForm, ticker, () -> operation);
    }

    private AuthorizerHandler(Supplier<ActiveGateway> active, Form httpForm, Ticker ticker,
            Supplier<Operation> operated) {
        this.active = active;
        this.httpForm = httpForm;
        this.ticker = ticker;
        this.operated = operated;
    }

    private static void rehearse(Rehearsal rehearsal, Form form) throws IOException {
        AuthorizerHandler handler = new AuthorizerHandler(rehearsal::gateway, form, Ticker.system(),
                Operation.NONE.withLog(rehearsal.log()));
        Rehearsal.play(rehearsal.authorizerEvents(), event -> {
            try {
                handler.handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(),
                        new RehearsalContext());
            } catch (UnauthorizedException _) {
                // One of the requests has a wrong key, which HTTP APIs are told of in this way.
            }
        });
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        long startNanos = ticker.nanos();
        boolean first = coldStart.getAndSet(false);
        String requestId = RequestIds.NONE;
        Judged judged;
        try {
            AuthorizerEvent read = AuthorizerEvents.read(event);
            requestId = read.request().requestId();
            judged = new Judged(read, StackGuard.guarded(() -> verdict(read)));
        } catch (RuntimeException e) {
            long millis = Ticker.millisBetween(startNanos, ticker.nanos());
            Invocations.log(operated.get(), context).write(LogLine.failure(requestId, millis, first, e,
                    Measures.judged(Judgement.FAILED, millis, first)));
            throw e;
        }
        long millis = Ticker.millisBetween(startNanos, ticker.nanos());
        Invocations.log(operated.get(), context).write(
                Decisions.logLine(judged.event().kind(), judged.verdict(), requestId, millis, first));
        answer.write(document(judged));
    }

    private record Judged(AuthorizerEvent event, Verdict verdict) {}

    private Verdict verdict(AuthorizerEvent event) {
        Request request = event.request();
        // A health check is the router's to answer: no other way may be taken for one.
        if (!event.isForBackend() && operated.get().readiness().isAskedBy(request)) {
            return new Verdict.NotNeeded(Optional.empty());
        }
        if (!operated.get().origin().admits(request)) {
            return new Verdict.Bypassing();
        }
        Request shown = operated.get().origin().hidden(request);
        return event.isForBackend()
                ? Authenticator.authenticateForBackend(active.get(), shown)
                : Authenticator.authenticate(active.get(), shown);
    }

    private byte[] document(Judged judged) {
        AuthorizerEvent event = judged.event();
        if (judged.verdict() instanceof Verdict.Unproven && !event.identitySource().isEmpty()) {
            // API Gateway would keep a refusal for the credential, and refuse its other requests too.
            throw new UnprovenRequestException();
        }
        return switch (Decisions.of(event.kind(), judged.verdict())) {
            case AuthorizerDecision.Unauthorized _ -> throw new UnauthorizedException();
            case AuthorizerDecision.Documented decision ->
                    AuthorizerDecisions.write(form(event.kind()), decision, event.methodArn());
        };
    }

    private Form form(AuthorizerEvent.Kind kind) {
        return switch (kind) {
            case HTTP_V2 -> httpForm;
            case HTTP_V1, REST_REQUEST, REST_TOKEN -> Form.POLICY;
        };
    }
}
