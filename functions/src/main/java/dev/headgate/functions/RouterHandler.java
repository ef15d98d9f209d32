package dev.headgate.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.event.AttestationCodec;
import dev.headgate.event.ProxyEvent;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.event.RequestIds;
import dev.headgate.http.Request;
import dev.headgate.lambda.FunctionSnapshot;
import dev.headgate.lambda.Invocations;
import dev.headgate.lambda.RehearsalContext;
import dev.headgate.http.Response;
import dev.headgate.plugin.Attestation;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.Handled;
import dev.headgate.router.LogLine;
import dev.headgate.router.Measures;
import dev.headgate.router.Operation;
import dev.headgate.router.Readiness;
import dev.headgate.router.RequestLog;
import dev.headgate.router.Router;
import dev.headgate.router.StackGuard;
import dev.headgate.snapshot.Pause;
import dev.headgate.snapshot.Rehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/// The router function: an event of API Gateway's in, the answer out, in the same format. It takes HTTP API payloads 2.0
/// and 1.0 and REST proxy events.
///
/// An event that is none of these, and an answer too large for Lambda, make it fail; API Gateway then answers by itself.
///
/// Safe for use by many threads, as Lambda Managed Instances and the local gateway do.
public final class RouterHandler implements RequestStreamHandler {
    /// What is kept of an invocation's time for handing the answer over.
    private static final Duration RESERVE = Duration.ofMillis(200);

    private final Supplier<ActiveGateway> active;
    private final Router router;
    private final Ticker ticker;
    private final Supplier<Operation> operated;
    private final AtomicBoolean coldStart = new AtomicBoolean(true);

    /// What Lambda calls: everything comes from the environment ([FunctionEnvironment]).
    public RouterHandler() {
        this(FunctionEnvironment.system(), Core.getGlobalContext(), Thread::sleep);
    }

    /// @param snapshots where snapshots of the process are told of
    /// @param pause lets time pass before a snapshot
    RouterHandler(FunctionEnvironment environment, org.crac.Context<Resource> snapshots, Pause pause) {
        BackendProxy backends = BackendProxy.system();
        FunctionSnapshot served = new FunctionSnapshot(environment.servedByRouter(), environment.operatedByRouter(),
                RouterHandler::rehearse, backends::dropConnections, pause, System.out::println);
        this(served, backends, served::operation);
        snapshots.register(served);
    }

    /// With a plain line for each request on the invocation's own log.
    ///
    /// @param active asked once for every request
    /// @param proxy stays the caller's to close
    public RouterHandler(Supplier<ActiveGateway> active, BackendProxy proxy) {
        this(active, proxy, Operation.NONE);
    }

    /// @param active asked once for every request
    /// @param proxy stays the caller's to close
    public RouterHandler(Supplier<ActiveGateway> active, BackendProxy proxy, Operation operation) {
        this(active, proxy, () -> operation);
    }

    private RouterHandler(Supplier<ActiveGateway> active, BackendProxy proxy, Supplier<Operation> operated) {
        this.active = active;
        this.router = new Router(proxy);
        this.ticker = proxy.ticker();
        this.operated = operated;
    }

    /// Plays a rehearsal to a handler of its own.
    static void rehearse(Rehearsal rehearsal) throws IOException {
        try (BackendProxy backends = BackendProxy.system()) {
            RouterHandler handler = new RouterHandler(rehearsal::gateway, backends,
                    Operation.NONE.withLog(rehearsal.log()));
            Rehearsal.play(rehearsal.routerEvents(), event -> handler.handleRequest(new ByteArrayInputStream(event),
                    OutputStream.nullOutputStream(), new RehearsalContext()));
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Operation operation = operated.get();
        Call call = new Call(operation, Invocations.log(operation, context), ticker.nanos(),
                coldStart.getAndSet(false));
        Deadline deadline = Deadline.in(
                Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE), ticker);
        answer.write(answer(event, deadline, call));
    }

    private byte[] answer(InputStream stream, Deadline deadline, Call call) {
        String requestId = RequestIds.NONE;
        try {
            ProxyEvent event = ProxyEvents.read(stream);
            requestId = event.request().requestId();
            if (call.operation().readiness().isAskedBy(event.request())) {
                return ProxyResponses.write(event.format(), ready(event.request(), call));
            }
            if (!call.operation().origin().admits(event.request())) {
                long millis = call.millisUntil(ticker.nanos());
                Handled refused = call.operation().origin().refusal(event.request(), millis);
                call.log().write(refused.logLine(requestId, millis, call.isFirst()));
                return ProxyResponses.write(event.format(), refused.response());
            }
            Request request = call.operation().origin().hidden(event.request());
            ActiveGateway gateway = StackGuard.guarded(active);
            Handled handled = StackGuard.guarded(
                    () -> router.handle(gateway, request, attestation(gateway, event), deadline));
            call.log().write(handled.logLine(requestId, call.millisUntil(ticker.nanos()),
                    call.isFirst()));
            byte[] answer = ProxyResponses.write(event.format(), handled.response());
            // Lambda takes the answer when the handler ends, and freezes the process then.
            gateway.resources().telemetry().deliveries().settle(Duration.ofNanos(deadline.remainingNanos()));
            return answer;
        } catch (RuntimeException e) {
            long millis = call.millisUntil(ticker.nanos());
            call.log().write(LogLine.failure(requestId, millis, call.isFirst(), e,
                    Measures.unanswered(millis, call.isFirst())));
            throw e;
        }
    }

    /// The configuration is compiled before there is a handler, so that it is the stores that are asked. Nothing is logged
    /// and measured of a check that finds all well.
    private Response ready(Request request, Call call) {
        Readiness.Answer answer = call.operation().readiness().answer(request);
        if (!answer.problems().isEmpty()) {
            call.log().write(LogLine.unavailable(request.requestId(), answer.response().status(),
                    call.millisUntil(ticker.nanos()), call.isFirst(), answer.problems()));
        }
        return answer.response();
    }

    /// In strict mode there is no authorizer, so whatever stands in its place is not to be believed.
    private static Attestation attestation(ActiveGateway gateway, ProxyEvent event) {
        return switch (gateway.auth()) {
            case EDGE -> AttestationCodec.attestation(event.authorizer());
            case STRICT -> Attestation.NONE;
        };
    }

    /// What is logged with every line of one call.
    private record Call(Operation operation, RequestLog log, long startNanos, boolean isFirst) {
        long millisUntil(long nanos) {
            return Ticker.millisBetween(startNanos, nanos);
        }
    }
}
