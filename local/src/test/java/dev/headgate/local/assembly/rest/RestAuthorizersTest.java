package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.assembly.rest.RestTemplate.Server;
import dev.headgate.local.assembly.rest.Undocumented.UncachedIdentity;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An API with `/a` and `/b`, whose methods ask an authorizer; the function answers 200 with its event.
class RestAuthorizersTest {
    private static final String ARN = "arn:aws:execute-api:us-east-1:000000000000:*/live/";

    private final List<String> asked = new ArrayList<>();
    private RestTemplate template;
    @TempDir
    private Path folder;

    private Server server(String authorizer, LambdaFunction answering) {
        return server(authorizer, answering, Undocumented.DEFAULT);
    }

    private Server server(String authorizer, LambdaFunction answering, Undocumented undocumented) {
        String custom = ", \"AuthorizationType\": \"CUSTOM\", \"AuthorizerId\": {\"Ref\": \"Authorizer\"}";
        template = new RestTemplate(folder).undocumented(undocumented).resource("A", "Root", "a")
                .resource("B", "Root", "b")
                .method("ANY", "A", RestTemplate.function("router"), custom)
                .method("ANY", "B", RestTemplate.function("router"), custom)
                .declare("Authorizer", "Authorizer",
                        "\"AuthorizerUri\": \"" + RestTemplate.uri("authorizer") + "\", " + authorizer);
        return template.serve(call -> {
            throw new AssertionError(call);
        }, Map.of("router", event -> bytes("{\"body\": \"" + principal(event) + "\"}"), "authorizer", event -> {
            asked.add(text(event));
            return answering.invoke(event);
        }));
    }

    private static String principal(byte[] event) {
        String context = text(event);
        int authorizer = context.indexOf("\"authorizer\":");
        return authorizer < 0
                ? "none"
                : context.substring(authorizer, context.indexOf('}', authorizer) + 1)
                        .replace("\"", "'");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String statement(String effect, String resource) {
        return "{\"Action\": \"execute-api:Invoke\", \"Effect\": \"" + effect + "\", \"Resource\": \"" + resource
                + "\"}";
    }

    private static LambdaFunction policy(String... statements) {
        return _ -> bytes("{\"principalId\": \"me\", \"context\": {\"n\": 1}, \"policyDocument\": {\"Statement\": ["
                + String.join(",", statements) + "]}}");
    }

    private static final String REQUEST = """
            "Type": "REQUEST", "AuthorizerResultTtlInSeconds": 60,
            "IdentitySource": "method.request.header.Auth, method.request.querystring.tenant\"""";
    private static final String TOKEN = """
            "Type": "TOKEN", "AuthorizerResultTtlInSeconds": 0, "IdentitySource": "method.request.header.Authorization",
            "IdentityValidationExpression": "Bearer [a-z]+\"""";
    private static final String UNCACHED = "\"Type\": \"REQUEST\", \"AuthorizerResultTtlInSeconds\": 0";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # Auth  | target            | status | asked
                    me      | /live/a?tenant=t  | 200    | 1
                            | /live/a?tenant=t  | 401    | 0
                    me      | /live/a           | 401    | 0
                    me      | /live/a?tenant=   | 401    | 0
                    me      | /live/a?Tenant=t  | 401    | 0
                    """)
    void what_a_request_does_not_show_refuses_it_unasked(String auth, String target, int status, int times) {
        Server server = server(REQUEST, policy(statement("Allow", "*")));
        RequestKit request = auth == null ? RequestKit.get(target) : RequestKit.get(target).header("auth", auth);
        assertThat(server.answer(request).status()).isEqualTo(status);
        assertThat(asked).hasSize(times);
    }

    @Test
    void without_a_cache_identity_may_be_the_functions_own_matter() {
        String uncached = REQUEST.replace("60", "0");
        RequestKit request = RequestKit.get("/live/a");
        assertThat(server(uncached, policy(statement("Allow", "*"))).answer(request).status()).isEqualTo(401);
        Undocumented notChecked = Undocumented.DEFAULT.with(UncachedIdentity.NOT_CHECKED);
        assertThat(server(uncached, policy(statement("Allow", "*")), notChecked).answer(request).status())
                .isEqualTo(200);
        assertThat(server(REQUEST, policy(statement("Allow", "*")), notChecked).answer(request).status())
                .as("with a cache").isEqualTo(401);
        assertThat(server(TOKEN, policy(statement("Allow", "*")), notChecked).answer(request).status())
                .as("a token").isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bearer abc  | 200 | 1
            Bearer ABC  | 401 | 0
            xBearer abc | 401 | 0
            """)
    void a_token_has_to_look_like_one(String token, int status, int times) {
        Server server = server(TOKEN, policy(statement("Allow", "*")));
        assertThat(server.answer(RequestKit.get("/live/a").header("Authorization", token)).status()).isEqualTo(status);
        assertThat(asked).hasSize(times);
        if (times == 1) {
            assertThat(asked.getFirst()).contains("\"type\":\"TOKEN\"", "\"authorizationToken\":\"Bearer abc\"");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # effects   | resources        | of GET /a | of GET /b
                    Allow       | */*              | 200       | 200
                    Allow       | GET/a            | 200       | 403
                    Allow       | GET/?            | 200       | 200
                    Allow       | POST/*           | 403       | 403
                    Allow,Deny  | */*,GET/b        | 200       | 403
                    Deny,Allow  | GET/b,*/*        | 200       | 403
                    Deny        | POST/*           | 403       | 403
                    """)
    void a_policy_is_held_against_what_is_invoked(String effects, String resources, int ofA, int ofB) {
        String[] effect = effects.split(",");
        String[] resource = resources.split(",");
        String[] statements = new String[effect.length];
        for (int i = 0; i < effect.length; i++) {
            statements[i] = statement(effect[i], ARN + resource[i]);
        }
        Server server = server(UNCACHED, policy(statements));
        assertThat(server.answer(RequestKit.get("/live/a")).status()).isEqualTo(ofA);
        assertThat(server.answer(RequestKit.get("/live/b")).status()).isEqualTo(ofB);
        assertThat(asked).hasSize(2);
    }

    /// What is kept is the policy: who may call one method may not call others by that.
    @Test
    void a_kept_policy_is_held_against_every_request() {
        Server server = server(REQUEST, policy(statement("Allow", ARN + "GET/a")));
        RequestKit a = RequestKit.get("/live/a?tenant=t").header("Auth", "me");
        RequestKit b = RequestKit.get("/live/b?tenant=t").header("Auth", "me");
        assertThat(server.answer(a).status()).isEqualTo(200);
        assertThat(server.answer(b).status()).isEqualTo(403);
        assertThat(server.answer(a).status()).isEqualTo(200);
        assertThat(asked).hasSize(1);
        assertThat(server.answer(RequestKit.get("/live/a?tenant=other").header("Auth", "me")).status()).isEqualTo(200);
        assertThat(asked).hasSize(2);
        template.pass(59);
        assertThat(server.answer(a).status()).isEqualTo(200);
        assertThat(asked).hasSize(2);
        template.pass(1);
        assertThat(server.answer(a).status()).isEqualTo(200);
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_the_authorizer_tells_reaches_the_function_as_text() {
        Server server = server(UNCACHED, policy(statement("Allow", "*")));
        assertThat(server.told(RequestKit.get("/live/a"))).contains("'n':'1'", "'principalId':'me'");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    Unauthorized  | 401 {"message":"Unauthorized"} | UnauthorizedException
                    broken        | 500 {"message":null}           | AuthorizerFailureException
                    """)
    void an_authorizer_that_fails_refuses(String message, String expected, String errorType) {
        Server server = server(UNCACHED, _ -> {
            throw new FunctionFailedException(message, new IllegalStateException(message));
        });
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo(expected);
        assertThat(server.answer(RequestKit.get("/live/a")).headers().first("x-amzn-ErrorType")).isEqualTo(errorType);
        assertThat(asked).as("it is asked again").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                   | 500 {"message":null}
            {"isAuthorized": true}                               | 500 {"message":null}
            {"principalId": "me", "policyDocument": {}}          | 403 {"Message":"User is not authorized to access this resource"}
            {"principalId": "me", "policyDocument": {"Statement": [{"Action": "*", "Effect": "Deny", "Resource": "*"}]}} | 403 {"Message":"User is not authorized to access this resource with an explicit deny"}
            """)
    void a_document_that_allows_nothing_refuses(String document, String expected) {
        assertThat(server(UNCACHED, _ -> bytes(document)).told(RequestKit.get("/live/a"))).isEqualTo(expected);
    }
}
