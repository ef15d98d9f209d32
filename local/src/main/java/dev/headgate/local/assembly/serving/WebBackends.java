package dev.headgate.local.assembly.serving;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.WebCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

/// Calls the backends of integrations over the network. Of Host only what the address says can be sent.
///
/// @param web stays the caller's to close
record WebBackends(JdkWebClient web) implements BackendCalls {
    private static final int ANSWER_BYTES_MAX = 10 << 20;
    private static final Set<String> FRAMING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    /// What RFC 3986 has no place for in a path or query, and clients send all the same.
    private static final String UNSAFE = "\"<>\\^`{|} ";

    static {
        FRAMING.addAll(Set.of("Connection", "Content-Length", "Expect", "Host", "Upgrade", "Transfer-Encoding"));
    }

    @Override
    public Response call(Call call) throws IOException {
        boolean isUsual = call.port() == (call.scheme().equals("https") ? 443 : 80);
        URI address;
        try {
            address = URI.create(call.scheme() + "://" + call.host() + (isUsual ? "" : ":" + call.port())
                    + escaped(call.target()));
        } catch (IllegalArgumentException e) {
            throw new IOException("there is no address for the target " + call.target(), e);
        }
        Response answer = send(new WebCall(call.method(), address, call.headers().without(FRAMING::contains),
                call.body(), call.timeout(), ANSWER_BYTES_MAX, true));
        Headers headers = answer.headers().without(FRAMING::contains);
        return answer.withHeaders(headers);
    }

    /// API Gateway tells a backend that is late from one that is not there.
    private Response send(WebCall call) throws IOException {
        try {
            return web.send(call);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException || e.getCause() instanceof HttpTimeoutException) {
                HttpTimeoutException late = new HttpTimeoutException(e.getMessage());
                late.initCause(e);
                throw late;
            }
            throw e;
        }
    }

    private static String escaped(String target) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (character == '%' && !isEscape(target, i)) {
                escaped.append("%25");
            } else if (UNSAFE.indexOf(character) >= 0 || character == '[' || character == ']') {
                escaped.append('%').append(Integer.toHexString(character).toUpperCase(java.util.Locale.ROOT));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    private static boolean isEscape(String target, int at) {
        return at + 2 < target.length() && Character.digit(target.charAt(at + 1), 16) >= 0
                && Character.digit(target.charAt(at + 2), 16) >= 0;
    }
}
