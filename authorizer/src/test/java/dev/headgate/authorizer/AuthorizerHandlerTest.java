package dev.headgate.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.http.Request;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Operation;
import dev.headgate.router.Readiness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What API Gateway gets to read, to the letter.
class AuthorizerHandlerTest {
    private static final ActiveGateway GATEWAY = GatewayKit.active("""
            services:
            - name: s
              host: backend.test
              routes:
              - {name: open, paths: [/open]}
              - {name: keyed, paths: [/keyed], plugins: [{name: key-auth, id: 11111111-1111-4111-8111-111111111111}]}
              - {name: lost, paths: [/lost], plugins: [{name: key-auth, config: {anonymous: gone}}]}
            consumers:
            - username: alice
              id: 22222222-2222-4222-8222-222222222222
              keyauth_credentials: [{key: secret, id: 33333333-3333-4333-8333-333333333333}]
            """, 80);
    private static final String ATTESTATION = "\"context\":{\"hgVersion\":\"1\",\"hgIdentity\":\"verified\","
            + "\"hgPlugins\":\",11111111-1111-4111-8111-111111111111\","
            + "\"hgConsumer\":\",22222222-2222-4222-8222-222222222222,alice,\","
            + "\"hgCredential\":\",33333333-3333-4333-8333-333333333333,33333333-3333-4333-8333-333333333333\"}";

    @ParameterizedTest(name = "{0} {1} {2} with key \"{3}\"")
    @CsvSource(delimiter = '|', emptyValue = "", quoteCharacter = '`', textBlock = """
            HTTP_V2      | SIMPLE | /keyed | secret | {"isAuthorized":true,ATTESTATION}
            HTTP_V2      | SIMPLE | /open  | ``     | {"isAuthorized":true}
            HTTP_V2      | SIMPLE | /keyed | wrong  | fails: Unauthorized
            HTTP_V2      | SIMPLE | /lost  | wrong  | fails: the plugin key-auth answered 500
            HTTP_V2      | POLICY | /keyed | secret | {"principalId":"22222222-2222-4222-8222-222222222222",Allow,ATTESTATION}
            HTTP_V2      | POLICY | /open  | ``     | {"principalId":"anonymous",Allow}
            HTTP_V2      | POLICY | /keyed | ``     | fails: Unauthorized
            HTTP_V1      | SIMPLE | /keyed | secret | {"principalId":"22222222-2222-4222-8222-222222222222",Allow,ATTESTATION}
            HTTP_V1      | SIMPLE | /keyed | ``     | fails: Unauthorized
            REST_REQUEST | SIMPLE | /keyed | secret | {"principalId":"22222222-2222-4222-8222-222222222222",Allow,ATTESTATION}
            REST_REQUEST | SIMPLE | /keyed | ``     | {"principalId":"anonymous",Deny,"context":{"body":"{\\"message\\":\\"No API key found in request\\"}","wwwAuthenticate":"Key"}}
            REST_REQUEST | SIMPLE | /lost  | ``     | fails: the plugin key-auth answered 500
            """)
    void a_request_gets_the_document(Kind kind, Form form, String path, String key, String document) {
        Request request = key.isEmpty()
                ? GatewayKit.request("GET", path)
                : GatewayKit.request("GET", path, "apikey", key);
        String expected = document.replace("ATTESTATION", ATTESTATION).replace("Allow,", policy("Allow") + ",")
                .replace("Allow}", policy("Allow") + "}").replace("Deny,", policy("Deny") + ",");
        String actual = answer(kind, form, request);
        // The members of a context come in no particular order.
        assertThat(sorted(actual)).isEqualTo(sorted(expected));
    }

    /// What a backend is told that API Gateway calls by itself, and who gets there.
    @ParameterizedTest(name = "{0} with key \"{1}\", kept {2}")
    @CsvSource(delimiter = '|', emptyValue = "", quoteCharacter = '`', textBlock = """
            /keyed    | secret | false | "isAuthorized":true
            /keyed    | secret | true  | "isAuthorized":true
            /keyed    | wrong  | true  | fails: Unauthorized
            /open     | ``     | false | "isAuthorized":false
            /keyed/.. | secret | false | "isAuthorized":false
            /keyed/.. | secret | true  | fails: the request's path could mean another one to the backend
            """)
    void a_request_to_a_backend_needs_a_credential(String path, String key, boolean isKept, String expected) {
        Request request = GatewayKit.request("GET", path, "apikey", key);
        String answer = answer(AuthorizerEvents.write(Kind.HTTP_V2, request, envelope("GET /keyed/{proxy+}"),
                isKept ? List.of(key, "GET /keyed/{proxy+}") : List.of()), Form.SIMPLE);
        assertThat(answer).contains(expected);
        if (answer.contains("true")) {
            assertThat(answer).contains("\"toldXConsumerUsername\":\"alice\"", "\"toldXConsumerCustomID\":\"\"");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            $default             | /ready            | "isAuthorized":true
            $default             | /keyed/x/../../ready | "isAuthorized":true
            GET /keyed/{proxy+}  | /keyed/x/../../ready | "isAuthorized":false
            GET /keyed/{proxy+}  | /ready            | "isAuthorized":false
            """)
    void a_health_check_passes_to_the_router_alone(String routeKey, String path, String expected) {
        Operation operation = Operation.NONE.withReadiness(new Readiness("/ready", List.of(), Ticker.system()));
        byte[] event = AuthorizerEvents.write(Kind.HTTP_V2, GatewayKit.request("GET", path), envelope(routeKey),
                List.of());
        assertThat(answer(event, new AuthorizerHandler(() -> GATEWAY, Form.SIMPLE, Ticker.system(), operation)))
                .contains(expected);
    }

    private static String policy(String effect) {
        return "\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":\"execute-api:Invoke\","
                + "\"Effect\":\"" + effect
                + "\",\"Resource\":\"arn:aws:execute-api:eu-central-1:123456789012:abcdefghij/prod/*/*\"}]}";
    }

    private static String sorted(String document) {
        int context = document.indexOf("\"context\":{");
        if (context < 0) {
            return document;
        }
        String[] members = document.substring(context + 11, document.length() - 2).split("(?<=\"),(?=\"(hg|body|www))");
        Arrays.sort(members);
        return document.substring(0, context) + String.join(",", members);
    }

    private static String answer(Kind kind, Form form, Request request) {
        return answer(AuthorizerEvents.write(kind, request, envelope(Envelope.DEFAULT_ROUTE)), form);
    }

    private static Envelope envelope(String routeKey) {
        return new Envelope("prod", "abcdefghij", "123456789012", "eu-central-1", "example.com", routeKey,
                PluginKit.NOW, "JKJaXmPLvHcESHA=", Map.of());
    }

    private static String answer(byte[] event, Form form) {
        return answer(event, new AuthorizerHandler(() -> GATEWAY, form, Ticker.system()));
    }

    private static String answer(byte[] event, AuthorizerHandler handler) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, context());
            return answer.toString(StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            return "fails: " + e.getMessage();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// All that the handler asks of an invocation is where to log.
    private static Context context() {
        LambdaLogger logger = new LambdaLogger() {
            @Override
            public void log(String message) {
                assertThat(message).doesNotContain("secret", "wrong");
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[]{Context.class},
                (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("getLogger");
                    return logger;
                });
    }
}
