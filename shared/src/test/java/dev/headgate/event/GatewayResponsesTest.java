package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayResponsesTest {
    private static final String ID = "7c2af7db-31f3-42b5-8a6d-9ffc74e3b9e0";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNAUTHORIZED                   | 401 | Unauthorized
            INVALID_API_KEY                | 401 | Unauthorized
            AUTHORIZER_FAILURE             | 500 | An unexpected error occurred
            AUTHORIZER_CONFIGURATION_ERROR | 500 | An unexpected error occurred
            API_CONFIGURATION_ERROR        | 500 | An unexpected error occurred
            MISSING_AUTHENTICATION_TOKEN   | 404 | no Route matched with those values
            RESOURCE_NOT_FOUND             | 404 | no Route matched with those values
            INTEGRATION_FAILURE            | 502 | An invalid response was received from the upstream server
            INTEGRATION_TIMEOUT            | 504 | The upstream server is timing out
            THROTTLED                      | 429 | API rate limit exceeded
            QUOTA_EXCEEDED                 | 429 | API rate limit exceeded
            BAD_REQUEST_BODY               | 400 | Bad request
            BAD_REQUEST_PARAMETERS         | 400 | Bad request
            UNSUPPORTED_MEDIA_TYPE         | 415 | Unsupported media type
            WAF_FILTERED                   | 403 | Forbidden
            EXPIRED_TOKEN                  | 403 | API Gateway's words
            INVALID_SIGNATURE              | 403 | API Gateway's words
            """)
    void kongsBodyIsGiven(GatewayResponseType type, int status, String message) {
        Response response = GatewayResponses.render(type, "API Gateway's words", ID, Map.of());
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers())
                .isEqualTo(Headers.of("Content-Type", "application/json", "X-Kong-Request-Id", ID));
        assertThat(response.body().utf8())
                .isEqualTo("{\n  \"message\":\"" + message + "\",\n  \"request_id\":\"" + ID + "\"\n}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"message":"No API key found in request"}                                       | {"message":"No API key found in request"}
            {\\n  "message":"Unauthorized",\\n  "request_id":"0123"\\n}                     | {"message":"Unauthorized"}
            {"exp":"token expired","request_id":"0123"}                                     | {"exp":"token expired"}
            {"message":"a \\"b\\"","more":[1,{"x":null}],"request_id":"0123"}               | {"message":"a \\"b\\"","more":[1,{"x":null}]}
            <html>Unauthorized</html>                                                       | {"message":"Unauthorized"}
            ``                                                                              | {"message":"Unauthorized"}
            """)
    void aRefusedAuthenticationAnswersWhatThePluginDid(String body, String expected) {
        Response refused = new Response(401, Headers.of("WWW-Authenticate", "Key realm=\"kong\""),
                Body.utf8(body.replace("\\n", "\n")));

        Response response = GatewayResponses.render(GatewayResponseType.ACCESS_DENIED,
                "User is not authorized to access this resource", ID, GatewayResponses.contextOf(refused));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("WWW-Authenticate")).isEqualTo("Key realm=\"kong\"");
        assertThat(response.body().utf8()).isEqualTo(expected);
    }

    @Test
    void withoutAChallengeThereIsNoField() {
        Response response = GatewayResponses.render(GatewayResponseType.ACCESS_DENIED, "", ID,
                GatewayResponses.contextOf(Answers.exit(401, "Unauthorized")));
        assertThat(response.headers().contains("WWW-Authenticate")).isFalse();
    }

    @Test
    void aValueIsNotTakenForATemplate() {
        Response response = GatewayResponses.render(GatewayResponseType.ACCESS_DENIED, "", ID,
                Map.of("body", "$context.requestId $1 \\"));
        assertThat(response.body().utf8()).isEqualTo("$context.requestId $1 \\");
    }

    @ParameterizedTest
    @EnumSource
    void everyOccasionHasAResponse(GatewayResponseType type) {
        assertThat(GatewayResponses.of(type).template()).isNotEmpty();
    }

    /// What API Gateway accepts, so that a deployment does not fail for it.
    @Test
    void expressionsAreOfTheKindsThatApiGatewayKnows() {
        for (GatewayResponse response : GatewayResponses.configured()) {
            assertThat(response.headers().values()).allMatch(
                    expression -> expression
                            .matches("'[^']*'|context\\.[A-Za-z0-9.]+|method\\.request\\.header\\.[A-Za-z-]+"));
            assertThat(response.template()).doesNotContain("#if", "#set", "$util", "$input");
            response.status().ifPresent(status -> assertThat(status).isBetween(100, 599));
        }
        assertThat(GatewayResponses.configured()).extracting(GatewayResponse::type).doesNotHaveDuplicates();
    }
}
