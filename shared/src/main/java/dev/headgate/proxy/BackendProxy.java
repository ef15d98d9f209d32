package dev.headgate.proxy;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.model.Service;
import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.Connection.ExchangeResult;
import dev.headgate.proxy.Outcome.Timing;
import dev.headgate.proxy.Outcome.Try;
import dev.headgate.proxy.Peers.NoPeerException;
import dev.headgate.proxy.Peers.Peer;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// Calls backends as Kong does: the next target of the upstream, forwarding fields, time limits, further tries. It keeps
/// connections open between calls, and knows nothing of configurations, so one serves them all.
///
/// Safe for use by many threads; a call blocks its thread and holds no lock meanwhile.
public final class BackendProxy implements AutoCloseable {
    /// What Lambda can hand over in one answer (AWS Lambda quotas, synchronous invocation payload, 6 MB): more content
    /// than this never reaches a client, whatever becomes of it here.
    public static final int LAMBDA_PAYLOAD_BYTES_MAX = 6_291_556;

    private static final int TRIAL_PARTS = 3;

    private final int answerBytesMax;
    private final NameResolver resolver;
    private final Ticker ticker;
    private final AtomicInteger rotation = new AtomicInteger();
    private final HttpCalls http;

    /// @param answerBytesMax the largest content that is read of an answer, in bytes
    /// @param trust makes the TLS context for backends whose certificate is checked, when the first is called
    public BackendProxy(int answerBytesMax, NameResolver resolver, Ticker ticker, Supplier<SSLContext> trust) {
        this.answerBytesMax = answerBytesMax;
        this.resolver = resolver;
        this.ticker = ticker;
        this.http = new HttpCalls(new TlsSettings(trust), ticker, answerBytesMax);
    }

    /// With the machine's resolver, clock and certificate authorities, and Lambda's limit.
    public static BackendProxy system() {
        return new BackendProxy(LAMBDA_PAYLOAD_BYTES_MAX, NameResolver.system(), Ticker.system(),
                BackendProxy::defaultTrust);
    }

    public Ticker ticker() {
        return ticker;
    }

    /// Closes the connections that are kept, and forgets what backends were found to speak, where neither outlives what
    /// happens to the process next. Calls that are running over HTTP/2 are broken off.
    public void dropConnections() {
        http.dropConnections();
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// @param request as the plugins left it
    /// @param forwarded what the backend is told of the client's request
    /// @param upstreams those of the service's configuration
    /// @param hashes what consistent hashing may look at
    /// @param deadline cuts every time limit and ends all further tries
    public Outcome call(Service service, UpstreamRequest request, Forwarded forwarded, Upstreams upstreams,
            HashSource hashes, Deadline deadline) {
        Optional<Balancer> balancer = upstreams.of(service.host());
        Peers peers = new Peers(service, balancer, resolver, rotation, deadline, request.method(), hashes);
        Headers headers = forwarded.into(HopByHop.ofRequest(request.headers()));
        if (!WireSyntax.isToken(request.method()) || !WireSyntax.areFields(headers)
                || !WireSyntax.isFieldValue(request.hostHeader())) {
            return new Outcome.Failed(500, "a plugin made a request that HTTP has no form for", timing(List.of()));
        }
        List<Try> tries = new ArrayList<>();
        while (true) {
            long startNanos = ticker.nanos();
            Peer peer;
            try {
                peer = peers.next();
            } catch (NoPeerException e) {
                return tries.isEmpty()
                        ? new Outcome.NowhereToGo(503, e.getMessage())
                        : new Outcome.Failed(503, e.getMessage(), timing(tries));
            }
            long chosenNanos = ticker.nanos();
            try {
                ExchangeResult result = http.exchange(service, request, headers, peer, limits(service, peer, deadline));
                tries.add(attempt(startNanos, chosenNanos, result.answeredNanos(), peer, OptionalInt.empty()));
                boolean asGoodAsNone = peers.answered(peer, result.response().status(),
                        result.answeredNanos() - chosenNanos);
                if (asGoodAsNone && tries.size() <= service.retries() && !deadline.isOver()) {
                    continue;
                }
                Timing timing = new Timing(startNanos, result.answeredNanos(), tries);
                return new Outcome.Answered(forClient(result.response(), request, peers), timing);
            } catch (BackendException e) {
                peers.failed(peer, e, ticker.nanos() - chosenNanos);
                tries.add(attempt(startNanos, chosenNanos, ticker.nanos(), peer,
                        OptionalInt.of(e.failure().status())));
                if (tries.size() > service.retries() || deadline.isOver() || !e.allowsRetryOf(request.method())) {
                    return e.failure() == Failure.TOO_LARGE
                            ? new Outcome.TooLarge(answerBytesMax)
                            : new Outcome.Failed(e.failure().status(), e.getMessage(),
                                    new Timing(startNanos, ticker.nanos(), tries));
                }
            } catch (RuntimeException e) {
                peers.abandoned(peer);
                throw e;
            }
        }
    }

    /// A trial may take a third of the time, so that another backend can still answer when this one does not.
    private static TimeLimits limits(Service service, Peer peer, Deadline deadline) {
        return TimeLimits.of(service, peer.isTrial() ? deadline.sparing(TRIAL_PARTS) : deadline);
    }

    private static Try attempt(long startNanos, long chosenNanos, long endNanos, Peer peer, OptionalInt failedWith) {
        return new Try(startNanos, chosenNanos, endNanos, peer.hostName(), peer.address().getHostAddress(),
                peer.port(), failedWith);
    }

    private Timing timing(List<Try> tries) {
        long now = ticker.nanos();
        return new Timing(now, now, tries);
    }

    private static Response forClient(Response response, UpstreamRequest request, Peers peers) {
        boolean trailers = HopByHop.wantsTrailers(request.headers());
        return response.withHeaders(peers.withCookie(HopByHop.ofAnswer(response.headers(), trailers)));
    }

    /// The Host that a peer gets (kong/runloop/balancer/init.lua, `set_host_header`).
    static String host(Service service, UpstreamRequest request, Peer peer) {
        if (!request.hostHeader().isEmpty()) {
            return request.hostHeader();
        }
        String host = IpLiteral.inUrl(peer.hostName());
        return peer.port() == service.protocol().defaultPort() ? host : host + ":" + peer.port();
    }

    static SSLContext defaultTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
