package dev.headgate.local.assembly;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.io.IOException;
import java.time.Duration;

/// Makes the calls of HTTP integrations. Implementations are safe for use by many threads.
@FunctionalInterface
public interface BackendCalls {
    /// Calls a backend and waits for the whole answer, whatever its status.
    ///
    /// @throws java.net.http.HttpTimeoutException when there is none in time
    /// @throws IOException when there is none for another reason
    Response call(Call call) throws IOException;

    /// A call, to the letter.
    ///
    /// @param method as it is sent
    /// @param scheme `http` or `https`
    /// @param host the name or address that is connected to
    /// @param port that is connected to
    /// @param target path and query, raw
    /// @param headers all of them, Host among them
    /// @param body empty for none
    /// @param timeout for all of it
    record Call(String method, String scheme, String host, int port, String target, Headers headers, Body body,
            Duration timeout) {}
}
