package dev.headgate.event;

import dev.headgate.event.AuthorizerEvent.Kind;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes the documents that Lambda authorizers return, and judges them as API Gateway does.
///
/// Pure and safe for use by many threads.
public final class AuthorizerDecisions {
    /// The message of the exception with which an authorizer makes API Gateway answer 401. Any other message is a failure
    /// and answered with 500.
    public static final String UNAUTHORIZED = "Unauthorized";

    /// The two forms of document.
    public enum Form {
        /// `{"isAuthorized":…,"context":{…}}`, for HTTP APIs with payload format 2.0 and simple responses on.
        SIMPLE,
        /// An IAM policy with `principalId` and `context`.
        POLICY
    }

    private AuthorizerDecisions() {}

    /// The document for a decision.
    ///
    /// A policy speaks of the whole stage (`…/stage/*/*`), not of the method it was asked about: API Gateway caches it under
    /// the credential and holds it against whatever that credential asks for next. What a route allows to whom is checked
    /// per request by the router.
    ///
    /// @param methodArn the `methodArn` or `routeArn` of the event
    public static byte[] write(Form form, AuthorizerDecision.Documented decision, String methodArn) {
        return JsonOutput.document(1_024, json -> {
            json.writeStartObject();
            switch (form) {
                case SIMPLE -> json.writeBooleanProperty("isAuthorized", switch (decision) {
                    case AuthorizerDecision.Allow _ -> true;
                    case AuthorizerDecision.Deny _ -> false;
                });
                case POLICY -> policy(json, decision, methodArn);
            }
            context(json, decision.context());
            json.writeEndObject();
        });
    }

    /// What API Gateway makes of the document that an authorizer returned.
    ///
    /// @param form which form the authorizer is configured to return
    /// @param methodArn what the request at hand invokes; a cached document is judged anew for each
    public static AuthorizerAnswer read(Kind kind, Form form, byte[] document, String methodArn) {
        return AuthorizerDocument.judge(kind, form, document, methodArn);
    }

    /// What API Gateway makes of an authorizer that failed.
    ///
    /// @param errorMessage the exception's message
    public static AuthorizerAnswer failed(Kind kind, String errorMessage) {
        return errorMessage.equals(UNAUTHORIZED)
                ? AuthorizerRefusals.unauthorized()
                : AuthorizerRefusals.failure(kind);
    }

    private static void policy(JsonGenerator json, AuthorizerDecision.Documented decision, String methodArn) {
        json.writeStringProperty("principalId", decision.principalId());
        json.writeObjectPropertyStart("policyDocument");
        json.writeStringProperty("Version", "2012-10-17");
        json.writeArrayPropertyStart("Statement");
        json.writeStartObject();
        json.writeStringProperty("Action", "execute-api:Invoke");
        json.writeStringProperty("Effect", switch (decision) {
            case AuthorizerDecision.Allow _ -> "Allow";
            case AuthorizerDecision.Deny _ -> "Deny";
        });
        json.writeStringProperty("Resource", wholeStage(methodArn));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /// `arn:…:api/stage/GET/pets` becomes `arn:…:api/stage/*/*`.
    private static String wholeStage(String methodArn) {
        int stage = methodArn.indexOf('/');
        int method = stage < 0 ? -1 : methodArn.indexOf('/', stage + 1);
        return (method < 0 ? methodArn : methodArn.substring(0, method)) + "/*/*";
    }

    private static void context(JsonGenerator json, Map<String, String> context) {
        if (context.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("context");
        context.forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
