package dev.headgate.local.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.front.FrontHandler.WireRequest;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.front.LambdaFunction.NotAwaitedException;
import dev.headgate.local.front.LambdaFunction.ThrottledException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the client gets when a function does not answer.
class FailedFunctionTest {
    /// How it comes to that.
    enum Failure {
        FAILED, THROTTLED, NOT_AWAITED;

        LambdaFunction function() {
            return _ -> {
                throw switch (this) {
                    case FAILED -> new FunctionFailedException("Task timed out", "Sandbox.Timedout");
                    case THROTTLED -> new ThrottledException();
                    case NOT_AWAITED -> new NotAwaitedException(Duration.ofSeconds(30));
                };
            };
        }
    }

    private static Response answer(ApiKind kind, LambdaFunction router, LambdaFunction authorizer, boolean asked) {
        ApiGateway gateway = new ApiGateway(kind, router, authorizer, _ -> asked, InstantSource.system());
        return gateway.answer(new WireRequest("GET", "/", "HTTP/1.1", Headers.of("Host", "example.com"), Body.EMPTY,
                "127.0.0.1", 8000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # API | router      | status | message
                    HTTP  | FAILED      | 500    | Internal Server Error
                    HTTP  | THROTTLED   | 503    | Service Unavailable
                    HTTP  | NOT_AWAITED | 503    | Service Unavailable
                    REST  | FAILED      | 502    | Internal server error
                    REST  | THROTTLED   | 500    | An unexpected error occurred
                    REST  | NOT_AWAITED | 504    | The upstream server is timing out
                    """)
    void a_router_that_does_not_answer(ApiKind kind, Failure failure, int status, String message) {
        Response response = answer(kind, failure.function(), Failure.FAILED.function(), false);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body().utf8()).contains("\"message\":\"" + message + "\"");
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "THROTTLED", "NOT_AWAITED"})
    void an_authorizer_that_does_not_answer_lets_nobody_in(Failure failure) {
        for (ApiKind kind : ApiKind.values()) {
            assertThat(answer(kind, Failure.FAILED.function(), failure.function(), true).status()).isEqualTo(500);
        }
    }
}
