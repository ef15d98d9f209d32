package dev.headgate.proxy;

import dev.headgate.http.Headers;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.Connection.ExchangeResult;
import dev.headgate.proxy.Connector.Http2OnlyException;
import dev.headgate.proxy.Origin.Security;
import dev.headgate.proxy.Peers.Peer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sends a request to one peer, over a connection that is there or a new one. HTTP/1.1, which is all that Kong speaks to
/// backends, unless the backend refuses it. Safe for use by many threads.
final class HttpCalls implements AutoCloseable {
    private final Connector connector;
    private final ConnectionPool pool;
    private final Http2Calls http2;
    private final Set<Origin> http2Only = ConcurrentHashMap.newKeySet();
    private final int answerBytesMax;

    HttpCalls(TlsSettings tls, Ticker ticker, int answerBytesMax) {
        this.connector = new Connector(tls);
        this.pool = new ConnectionPool(ticker);
        this.http2 = new Http2Calls(tls, answerBytesMax);
        this.answerBytesMax = answerBytesMax;
    }

    ExchangeResult exchange(Service service, UpstreamRequest request, Headers headers, Peer peer, TimeLimits limits)
            throws BackendException {
        String host = BackendProxy.host(service, request, peer);
        Security security = service.protocol() == Protocol.HTTPS
                ? new Security.Tls(hostName(host), service.tlsVerify(), service.tls())
                : new Security.Plain();
        Origin origin = new Origin(peer.address(), peer.port(), security);
        Call call = Call.of(request.method(), WireSyntax.target(request.path(), request.rawQuery()), host,
                request.headers(), headers, request.body());
        if (http2Only.contains(origin)) {
            return http2.exchange(service, call, peer, limits);
        }
        try {
            return overHttp1(origin, call, limits);
        } catch (Http2OnlyException _) {
            http2Only.add(origin);
            return http2.exchange(service, call, peer, limits);
        }
    }

    private ExchangeResult overHttp1(Origin origin, Call call, TimeLimits limits)
            throws BackendException, Http2OnlyException {
        Optional<Connection> kept = pool.take(origin, BackendException.isRepeatable(call.method()));
        if (kept.isPresent()) {
            try {
                return over(kept.get(), call, limits);
            } catch (BackendException e) {
                // The backend may have hung up in the same moment, which says nothing about the backend: nginx counts
                // such a try as none.
                if (e.failure() != Failure.ERROR || !e.allowsRetryOf(call.method())) {
                    throw e;
                }
            }
        }
        return over(connector.open(origin, limits), call, limits);
    }

    private ExchangeResult over(Connection connection, Call call, TimeLimits limits) throws BackendException {
        boolean keep = false;
        try {
            ExchangeResult result = connection.exchange(call, limits, answerBytesMax);
            keep = result.reusable();
            return result;
        } finally {
            if (keep) {
                pool.give(connection);
            } else {
                connection.close();
            }
        }
    }

    /// A Host field without its port.
    static String hostName(String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? host : host.substring(0, colon);
    }

    /// Closes what is kept, and goes on.
    void dropConnections() {
        pool.closeIdle();
        http2.close();
        http2Only.clear();
    }

    @Override
    public void close() {
        pool.close();
        http2.close();
    }
}
