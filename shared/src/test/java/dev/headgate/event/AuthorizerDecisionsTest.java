package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.event.AuthorizerDecision.Allow;
import dev.headgate.event.AuthorizerDecision.Deny;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizerDecisionsTest {
    private static final String ARN = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/GET/orders/42";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"isAuthorized":true}                             | passed {}
            {"isAuthorized":true,"context":{"a":"1"}}         | passed {a=1}
            {"isAuthorized":true,"context":{"a":[1],"b":2}}   | passed {a=[1], b=2}
            {"isAuthorized":true,"more":{}}                   | passed {}
            {"isAuthorized":false}                            | ACCESS_DENIED 403 {"message":"Forbidden"}
            {"isAuthorized":false,"context":{"a":"1"}}        | ACCESS_DENIED 403 {"message":"Forbidden"}
            {"isAuthorized":"true"}                           | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            {"isAuthorized":"false"}                          | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            {"isAuthorized":1}                                | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            {"isAuthorized":null}                             | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            {"context":{"a":"1"}}                             | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            {"isAuthorized":true,"context":"a"}               | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            null                                              | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            {                                                 | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            """)
    void aSimpleResponseIsTrueOrNot(String document, String expected) {
        assertThat(judged(Kind.HTTP_V2, Form.SIMPLE, document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Allow | execute-api:Invoke    | arn:*:a1b2c3d4e5/prod/*/*          | passed
            Allow | execute-api:Invoke    | *                                  | passed
            Allow | execute-api:*         | arn:*/prod/GET/orders/??           | passed
            Allow | EXECUTE-API:invoke    | arn:*/prod/GET/orders/42           | passed
            Allow | *                     | arn:*/prod/*                       | passed
            Allow | execute-api:Invoke    | arn:*/prod/POST/*                  | implicitly denied
            Allow | execute-api:Invoke    | arn:*/dev/*                        | implicitly denied
            Allow | execute-api:Invoke    | arn:*/prod/GET/orders/4            | implicitly denied
            Allow | execute-api:Subscribe | *                                  | implicitly denied
            Deny  | execute-api:Invoke    | *                                  | explicitly denied
            Deny  | execute-api:Invoke    | arn:*/prod/POST/*                  | implicitly denied
            allow | execute-api:Invoke    | *                                  | misconfigured
            """)
    void aStatementCoversWhatItsPatternsMatch(String effect, String action, String resource, String expected) {
        String document = policy("""
                {"Effect":"%s","Action":"%s","Resource":"%s"}""".formatted(effect, action, resource));
        assertThat(outcome(document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"arn:*/GET/*"}]  | explicitly denied
            [{"Effect":"Deny","Action":"*","Resource":"arn:*/POST/*"},{"Effect":"Allow","Action":"*","Resource":"*"}] | passed
            {"Effect":"Allow","Action":["a:b","execute-api:Invoke"],"Resource":["x","arn:*"]}                         | passed
            {"Effect":"Allow","NotAction":"execute-api:Invoke","Resource":"*"}                                        | implicitly denied
            {"Effect":"Allow","NotAction":"s3:*","NotResource":"arn:*/POST/*"}                                        | passed
            {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}        | misconfigured
            {"Effect":"Allow","Action":"*"}                                                                           | misconfigured
            {"Action":"*","Resource":"*"}                                                                             | misconfigured
            {"Effect":"Allow","Action":7,"Resource":"*"}                                                              | misconfigured
            []                                                                                                        | implicitly denied
            "x"                                                                                                       | misconfigured
            """)
    void anExplicitDenyWins(String statements, String expected) {
        assertThat(outcome(policy(statements))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"policyDocument":{"Statement":[]}}                                  | misconfigured
            {"principalId":"ada"}                                                | misconfigured
            {"principalId":"ada","policyDocument":[]}                            | misconfigured
            {"principalId":"","policyDocument":{"Statement":[]}}                 | misconfigured
            {"isAuthorized":true}                                                | misconfigured
            "Allow"                                                              | misconfigured
            """)
    void aPolicyNeedsAPrincipal(String document, String expected) {
        assertThat(outcome(document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            REST_REQUEST | {"n":1,"b":true,"s":"x","nothing":null} | passed {b=true, n=1, principalId=ada, s=x}
            REST_REQUEST | {"list":[1]}                            | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":null}
            REST_TOKEN   | {"map":{}}                              | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":null}
            HTTP_V1      | {"list":[1]}                            | AUTHORIZER_CONFIGURATION_ERROR 500 {"message":"Internal Server Error"}
            HTTP_V1      | {"s":"x"}                               | passed {principalId=ada, s=x}
            HTTP_V2      | {"list":[1]}                            | passed {list=[1]}
            """)
    void theContextReachesTheIntegrationAsText(Kind kind, String context, String expected) {
        String document = """
                {"principalId":"ada","context":%s,"policyDocument":
                {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}""".formatted(context);
        assertThat(judged(kind, Form.POLICY, document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Unauthorized     | HTTP_V2      | UNAUTHORIZED 401 {"message":"Unauthorized"}
            Unauthorized     | REST_TOKEN   | UNAUTHORIZED 401 {"message":"Unauthorized"}
            unauthorized     | HTTP_V2      | AUTHORIZER_FAILURE 500 {"message":"Internal Server Error"}
            Unauthorized.    | REST_REQUEST | AUTHORIZER_FAILURE 500 {"message":null}
            Task timed out   | HTTP_V1      | AUTHORIZER_FAILURE 500 {"message":"Internal Server Error"}
            """)
    void onlyTheExactMessageIsUnauthorized(String message, Kind kind, String expected) {
        assertThat(shown(AuthorizerDecisions.failed(kind, message))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            arn:aws:execute-api:r:1:api/prod/GET/orders/42 | arn:aws:execute-api:r:1:api/prod/*/*
            arn:aws:execute-api:r:1:api/$default/GET/      | arn:aws:execute-api:r:1:api/$default/*/*
            """)
    void aPolicySpeaksOfTheWholeStage(String methodArn, String resource) {
        byte[] document = AuthorizerDecisions.write(Form.POLICY, new Allow("ada", Map.of("a", "1")), methodArn);
        assertThat(new String(document, StandardCharsets.UTF_8)).isEqualTo("""
                {"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke",\
                "Effect":"Allow","Resource":"%s"}]},"context":{"a":"1"}}""".formatted(resource));
    }

    @ParameterizedTest
    @EnumSource
    void aDecisionIsJudgedAsItWasMeant(Kind kind) {
        for (Form form : kind == Kind.HTTP_V2 ? Form.values() : new Form[]{Form.POLICY}) {
            byte[] allow = AuthorizerDecisions.write(form, new Allow("ada", Map.of("a", "1")), ARN);
            byte[] deny = AuthorizerDecisions.write(form, new Deny("ada", Map.of("a", "1")), ARN);
            String otherRoute = ARN.replace("GET/orders/42", "DELETE/");

            assertThat(AuthorizerDecisions.read(kind, form, allow, otherRoute)).isInstanceOfSatisfying(
                    AuthorizerAnswer.Passed.class, passed -> assertThat(passed.context()).containsEntry("a", "1"));
            assertThat(AuthorizerDecisions.read(kind, form, deny, otherRoute)).isInstanceOfSatisfying(
                    AuthorizerAnswer.Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(GatewayResponseType.ACCESS_DENIED);
                        assertThat(refused.context()).containsEntry("a", "1");
                        assertThat(refused.response().status()).isEqualTo(403);
                    });
        }
    }

    private static String policy(String statements) {
        return """
                {"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":%s}}""".formatted(statements);
    }

    private static String outcome(String document) {
        String judged = judged(Kind.REST_REQUEST, Form.POLICY, document);
        return switch (judged) {
            case "passed {principalId=ada}" -> "passed";
            case "ACCESS_DENIED 403 {\"Message\":\"User is not authorized to access this resource\"}" ->
                    "implicitly denied";
            case "ACCESS_DENIED 403 {\"Message\":\"User is not authorized to access this resource with an explicit deny\"}" ->
                    "explicitly denied";
            case "AUTHORIZER_CONFIGURATION_ERROR 500 {\"message\":null}" -> "misconfigured";
            default -> judged;
        };
    }

    private static String judged(Kind kind, Form form, String document) {
        return shown(AuthorizerDecisions.read(kind, form, document.getBytes(StandardCharsets.UTF_8), ARN));
    }

    private static String shown(AuthorizerAnswer answer) {
        return switch (answer) {
            case AuthorizerAnswer.Passed(var context) -> "passed " + new TreeMap<>(context);
            case AuthorizerAnswer.Refused(var reason, _, var response) -> reason + " " + response.status() + " "
                    + response.body().utf8();
        };
    }
}
