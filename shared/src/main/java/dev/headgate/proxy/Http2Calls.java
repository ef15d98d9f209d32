package dev.headgate.proxy;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.model.BackendTls;
import dev.headgate.model.Service;
import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.BackendException.Progress;
import dev.headgate.proxy.Connection.ExchangeResult;
import dev.headgate.proxy.Peers.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls backends that speak HTTP/2 and nothing else, with the JDK's client. Its `:authority` is always the peer's own,
/// so such a backend never sees another Host; and the write limit counts together with the wait for the answer, since the
/// client does not say when it has sent a request. Safe for use by many threads.
final class Http2Calls implements AutoCloseable {
    private final TlsSettings tls;
    private final int answerBytesMax;
    private final Map<ClientKey, HttpClient> clients = new ConcurrentHashMap<>();

    Http2Calls(TlsSettings tls, int answerBytesMax) {
        this.tls = tls;
        this.answerBytesMax = answerBytesMax;
    }

    /// What a client has for all its requests.
    private record ClientKey(boolean verify, BackendTls own, Duration connectTimeout) {}

    ExchangeResult exchange(Service service, Call call, Peer peer, TimeLimits limits) throws BackendException {
        HttpClient client = clients.computeIfAbsent(new ClientKey(service.tlsVerify(), service.tls(), limits.connect()),
                this::client);
        BoundedContent content = new BoundedContent(answerBytesMax, limits.deadline().ticker());
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request(call, peer),
                head -> content.of(head));
        HttpResponse<byte[]> response = await(answer, content, limits);
        Body body = Body.of(response.body());
        return new ExchangeResult(new Response(response.statusCode(), headers(response), body),
                content.headNanos(), true);
    }

    private static HttpRequest request(Call call, Peer peer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(call, peer)).version(HttpClient.Version.HTTP_2)
                .method(call.method(), call.body().isEmpty() && !call.declaresLength()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(call.body().bytes()));
        for (Headers.Field field : call.headers().fields()) {
            request.header(field.name(), field.value());
        }
        return request.build();
    }

    private static URI uri(Call call, Peer peer) {
        String authority = IpLiteral.inUrl(peer.hostName()) + (peer.port() == 443 ? "" : ":" + peer.port());
        return URI.create("https://" + authority + UriSyntax.target(call.target()));
    }

    private static Headers headers(HttpResponse<?> response) {
        List<Headers.Field> fields = new ArrayList<>();
        response.headers().map().forEach((name, values) -> values.stream().filter(_ -> !name.startsWith(":"))
                .forEach(value -> fields.add(new Headers.Field(name, value))));
        return Headers.of(fields);
    }

    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, BoundedContent content,
            TimeLimits limits) throws BackendException {
        long startNanos = limits.nowNanos();
        while (true) {
            long since = content.hasBegun() ? content.lastProgressNanos() : startNanos;
            Duration patience = content.hasBegun()
                    ? limits.read()
                    : limits.connect().plus(limits.write()).plus(limits.read());
            int millis;
            try {
                millis = limits.millisLeft(patience, since, content.progress(), "waiting for the answer");
            } catch (BackendException e) {
                answer.cancel(true);
                throw e;
            }
            try {
                return answer.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // Looked at again: content may have come meanwhile.
            } catch (ExecutionException e) {
                throw failure(e.getCause(), content);
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new BackendException(Failure.ERROR, content.progress(), "interrupted", e);
            }
        }
    }

    private static BackendException failure(Throwable cause, BoundedContent content) {
        if (content.isTooLarge()) {
            return content.refusal();
        }
        return switch (cause) {
            case HttpConnectTimeoutException _ -> TimeLimits.timeout(Progress.UNSENT, "connecting");
            case ConnectException e ->
                    new BackendException(Failure.ERROR, Progress.UNSENT, "no connection: " + e.getMessage(), e);
            case IOException e -> Connection.broken(content.progress(), e);
            default -> new BackendException(Failure.INVALID, content.progress(), "no answer: " + cause, cause);
        };
    }

    private HttpClient client(ClientKey key) {
        // No certificate's name is checked where none is to be, and the JDK's client checks it unless the trust manager,
        // an extended one, says otherwise.
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(key.connectTimeout()).sslContext(tls.context(key.verify(), key.own()))
                .proxy(HttpClient.Builder.NO_PROXY).build();
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
    }
}
