package dev.headgate.local.assembly.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.local.assembly.BackendCalls.Call;
import dev.headgate.web.JdkWebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebBackendsTest {
    private static Call call(int port, Duration timeout) {
        return new Call("GET", "http", "127.0.0.1", port, "/", Headers.EMPTY, Body.EMPTY, timeout);
    }

    /// Who never answers is connected to all the same; nobody listens where a socket was.
    @Test
    void a_late_backend_is_told_from_one_that_is_not_there() throws IOException {
        try (JdkWebClient web = new JdkWebClient()) {
            int port;
            try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = silent.getLocalPort();
                assertThatThrownBy(() -> new WebBackends(web).call(call(port, Duration.ofMillis(50))))
                        .isInstanceOf(HttpTimeoutException.class);
            }
            assertThatThrownBy(() -> new WebBackends(web).call(call(port, Duration.ofSeconds(20))))
                    .isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        }
    }
}
