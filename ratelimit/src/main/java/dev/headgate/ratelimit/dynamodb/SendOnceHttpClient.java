package dev.headgate.ratelimit.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.AttributeMap;

/// An HTTP client that sends every request once. The JDK's [HttpURLConnection], and so the SDK's client on top of it,
/// sends a POST a second time when the connection breaks before the answer comes; the first may have counted by then.
/// In streaming mode it does not, having nothing kept to send again.
///
/// Connections are kept open by the JDK: five per host, for as long as the server says or for five seconds.
final class SendOnceHttpClient implements SdkHttpClient {
    /// A bound for calls that have no time limit of their own.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final Duration connectTimeout;

    private SendOnceHttpClient(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    /// @param connectTimeout for TCP to stand; what follows has the call's time limit, at which the SDK aborts it
    record Builder(Duration connectTimeout) implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
            return new SendOnceHttpClient(connectTimeout);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(request, connectTimeout);
    }

    @Override
    public String clientName() {
        return "SendOnce";
    }

    @Override
    public void close() {
        // Open connections belong to the JDK, which closes them when they have been idle.
    }

    private static final class Call implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private final Duration connectTimeout;
        private volatile HttpURLConnection connection;
        private volatile boolean aborted;

        Call(HttpExecuteRequest request, Duration connectTimeout) {
            this.request = request;
            this.connectTimeout = connectTimeout;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpURLConnection opened = open(request.httpRequest());
            connection = opened;
            try {
                return exchange(opened);
            } catch (RuntimeException e) {
                // A connection that is closed by another thread may fail in any way, null pointers included.
                if (aborted) {
                    throw new IOException("aborted", e);
                }
                throw e;
            }
        }

        private HttpExecuteResponse exchange(HttpURLConnection opened) throws IOException {
            if (aborted) {
                throw new IOException("aborted before the request was sent");
            }
            if (request.contentStreamProvider().isPresent()) {
                send(request.contentStreamProvider().get(), opened);
            }
            int status = opened.getResponseCode();
            InputStream body = status < 400 ? opened.getInputStream() : opened.getErrorStream();
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(status).statusText(opened.getResponseMessage())
                            .headers(headers(opened)).build())
                    .responseBody(AbortableInputStream.create(body == null ? InputStream.nullInputStream() : body,
                            opened::disconnect))
                    .build();
        }

        private HttpURLConnection open(SdkHttpRequest http) throws IOException {
            HttpURLConnection opened = (HttpURLConnection) http.getUri().toURL().openConnection();
            opened.setRequestMethod(http.method().name());
            opened.setInstanceFollowRedirects(false);
            opened.setUseCaches(false);
            opened.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
            opened.setReadTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()));
            http.forEachHeader((name, values) -> values.forEach(value -> opened.addRequestProperty(name, value)));
            return opened;
        }

        private static void send(ContentStreamProvider content, HttpURLConnection opened) throws IOException {
            byte[] bytes;
            try (InputStream in = content.newStream()) {
                bytes = in.readAllBytes();
            }
            opened.setDoOutput(true);
            opened.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = opened.getOutputStream()) {
                out.write(bytes);
            }
        }

        private static Map<String, List<String>> headers(HttpURLConnection opened) {
            Map<String, List<String>> headers = new HashMap<>(opened.getHeaderFields());
            headers.remove(null); // the status line
            return headers;
        }

        @Override
        public void abort() {
            aborted = true;
            HttpURLConnection opened = connection;
            if (opened != null) {
                opened.disconnect();
            }
        }
    }
}
