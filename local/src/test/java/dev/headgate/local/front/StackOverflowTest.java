package dev.headgate.local.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.authorizer.AuthorizerHandler;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.event.ProxyEvents;
import dev.headgate.functions.RouterHandler;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.router.ActiveGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A request that takes too much stack fails alone. Lambda would end the environment of a handler that throws an error of
/// the virtual machine.
class StackOverflowTest {
    private static ActiveGateway overflows() {
        throw new StackOverflowError();
    }

    @ParameterizedTest
    @EnumSource
    void only_the_request_fails(ApiKind kind) {
        Request request = new Request("GET", "http", "example.com", 8000, RequestTarget.parse("/"),
                Headers.of("Host", "example.com"), Body.EMPTY, new Request.Client("203.0.113.7", ""),
                "0123456789abcdef0123456789abcdef");
        Envelope envelope = new Envelope(kind.stage(), "api", "000000000000", "local", "example.com",
                Envelope.DEFAULT_ROUTE, Instant.EPOCH, "01234567-89ab-cdef-0123-456789abcdef", Map.of());
        try (BackendProxy proxy = BackendProxy.system()) {
            assertFails(new RouterHandler(StackOverflowTest::overflows, proxy),
                    ProxyEvents.write(kind.payload(), request, envelope));
            assertFails(new AuthorizerHandler(StackOverflowTest::overflows),
                    AuthorizerEvents.write(kind.authorizerEvent(), request, envelope));
        }
    }

    private static void assertFails(RequestStreamHandler handler, byte[] event) {
        List<String> log = new ArrayList<>();
        InProcessFunction function = new InProcessFunction("f", handler, Duration.ofSeconds(10), log::add);
        FunctionFailedException failure = catchThrowableOfType(FunctionFailedException.class,
                () -> function.invoke(event));
        assertThat(failure).hasMessage("a request took too much stack");
        assertThat(failure.getCause()).isInstanceOf(RuntimeException.class);
        assertThat(log).singleElement().asString().contains("\"decision\":\"failed\"",
                "\"error\":{\"message\":\"a request took too much stack at ");
    }
}
