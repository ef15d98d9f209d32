package dev.headgate.web;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls with the JDK's client, which is made when the first call comes: most environments never make one. Connections
/// are kept and shared. Safe for use by many threads.
public final class JdkWebClient implements WebClient, AutoCloseable {
    private static final Set<String> HTTP = Set.of("http", "https");

    private final Map<Boolean, HttpClient> byVerification = new ConcurrentHashMap<>();

    @Override
    public Response send(WebCall call) throws IOException {
        String shown = WebCall.shown(call.address());
        HttpRequest request = request(call, shown);
        HttpClient client = byVerification.computeIfAbsent(call.tlsVerify(), JdkWebClient::client);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), call.answerBytesMax()));
        // A timeout of the request itself would end with the answer's head; the content has to come in time as well.
        try {
            return response(answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(shown + " did not answer within " + call.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(shown + " gave no answer: " + cause(e.getCause()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(shown + " was not waited for");
        }
    }

    private static HttpRequest request(WebCall call, String shown) throws IOException {
        URI address = call.address();
        if (address.getHost() == null || !HTTP.contains(address.getScheme())) {
            throw new IOException(shown + " is no http or https address");
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(call.timeout()).method(call.method(),
                    call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body().bytes()));
            for (Headers.Field field : call.headers().fields()) {
                request.header(field.name(), field.value());
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new IOException(shown + " cannot be called: a header field or the method is malformed", e);
        }
    }

    private static Response response(HttpResponse<byte[]> response) {
        List<Headers.Field> fields = new ArrayList<>();
        response.headers().map().forEach((name, values) -> values.stream().filter(_ -> !name.startsWith(":"))
                .forEach(value -> fields.add(new Headers.Field(name, value))));
        return new Response(response.statusCode(), Headers.of(fields), Body.of(response.body()));
    }

    private static String cause(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static HttpClient client(boolean verify) {
        HttpClient.Builder client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER);
        return (verify ? client : client.sslContext(UncheckedCertificates.context())).build();
    }

    /// Breaks off running calls.
    @Override
    public void close() {
        byVerification.values().forEach(HttpClient::shutdownNow);
    }
}
