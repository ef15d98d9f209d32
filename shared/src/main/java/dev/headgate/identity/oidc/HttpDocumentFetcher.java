package dev.headgate.identity.oidc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Fetches documents over HTTP. Follows no redirects, so that nobody but the configured address decides where keys come
/// from. The client is made when the first document is asked for: most environments never ask.
public final class HttpDocumentFetcher implements DocumentFetcher {
    private static final int OK = 200;

    private final Duration timeout;
    private final AtomicReference<HttpClient> client = new AtomicReference<>();

    /// Waits as long as API Gateway does.
    public HttpDocumentFetcher() {
        this(TIMEOUT);
    }

    /// Waits for this long, from connecting to the last byte of a document.
    public HttpDocumentFetcher(Duration timeout) {
        this.timeout = timeout;
    }

    private HttpClient client() {
        HttpClient made = client.get();
        if (made != null) {
            return made;
        }
        HttpClient fresh = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return client.compareAndSet(null, fresh) ? fresh : client.get();
    }

    @Override
    public byte[] fetch(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).header("Accept", "application/json")
                .build();
        // The request's own timeout ends with the answer's head; the body has to come in time as well.
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), DOCUMENT_BYTES_MAX));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException(address + " answered " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(address + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(address + " could not be fetched: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(address + " was not waited for");
        }
    }
}
