package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Adds to an event what Headgate's own APIs do not have: stage variables, and the claims of a JWT authorizer
/// ([payload formats](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html)).
final class EventAdditions {
    private EventAdditions() {}

    /// The event with what is known of the stage and the caller; the same where there is nothing to add.
    static byte[] add(byte[] event, RequestContext context) {
        Map<String, String> stageVariables = context.stage().variables();
        boolean hasToken = context.caller() instanceof Caller.OfToken;
        if (stageVariables.isEmpty() && !hasToken) {
            return event;
        }
        Members document = JsonValue.parseObject(Body.of(event)).orElseThrow();
        if (!stageVariables.isEmpty()) {
            document = document.with("stageVariables", texts(stageVariables));
        }
        if (context.caller() instanceof Caller.OfToken token) {
            document = document.with("requestContext", document.object("requestContext").with("authorizer",
                    authorizer(document.text("version").orElse(""), token)));
        }
        return document.document().getBytes(StandardCharsets.UTF_8);
    }

    /// Format 1.0 has claims and scopes where 2.0 has `jwt`.
    private static Members authorizer(String version, Caller.OfToken token) {
        Optional<JsonValue> scopes = token.scopes().map(JsonValue::texts);
        Members jwt = Members.NONE.with("claims", texts(token.claims()))
                .with("scopes", scopes.orElseGet(JsonValue.Null::new));
        return version.equals("1.0") ? jwt : Members.NONE.with("jwt", jwt);
    }

    private static Members texts(Map<String, String> texts) {
        Members members = Members.NONE;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            members = members.with(text.getKey(), text.getValue());
        }
        return members;
    }
}
