package dev.headgate.identity.oidc;

import dev.headgate.http.Response;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Fetches documents over HTTP. Follows no redirects, so that nobody but the configured address decides where keys come
/// from.
///
/// @param web makes the calls; stays the caller's to close
/// @param timeout how long to wait, from connecting to the last byte of a document
public record HttpDocumentFetcher(WebClient web, Duration timeout) implements DocumentFetcher {
    private static final int OK = 200;

    /// Waits as long as API Gateway does.
    public HttpDocumentFetcher(WebClient web) {
        this(web, TIMEOUT);
    }

    @Override
    public byte[] fetch(URI address) throws IOException {
        Response response;
        try {
            response = web.send(WebCall.get(address, timeout).withHeader("Accept", "application/json")
                    .withAnswerBytesMax(DOCUMENT_BYTES_MAX));
        } catch (IOException e) {
            throw new IOException(address + " could not be fetched: " + e.getMessage(), e);
        }
        if (response.status() != OK) {
            throw new IOException(address + " answered " + response.status());
        }
        return response.body().bytes();
    }
}
