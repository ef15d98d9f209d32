package dev.headgate.event;

import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A document that an authorizer returned, judged as API Gateway does it.
///
/// Sources: [output of an authorizer](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html),
/// [HTTP API authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html).
final class AuthorizerDocument {
    private final JsonInput in;
    private final Kind kind;

    private String principalId = "";
    private boolean hasVerdict;
    private boolean isAuthorized;
    private boolean hasPolicy;
    private final List<PolicyStatement> statements = new ArrayList<>(1);
    private final Map<String, String> context = new LinkedHashMap<>();

    private AuthorizerDocument(JsonInput in, Kind kind) {
        this.in = in;
        this.kind = kind;
    }

    static AuthorizerAnswer judge(Kind kind, Form form, byte[] document, String methodArn) {
        try {
            return JsonInput.read(document, in -> {
                AuthorizerDocument read = new AuthorizerDocument(in, kind);
                in.object(read::member);
                return switch (form) {
                    case SIMPLE -> read.simple();
                    case POLICY -> read.policy(methodArn);
                };
            });
        } catch (MalformedEventException _) {
            return AuthorizerRefusals.configurationError(kind);
        }
    }

    private AuthorizerAnswer simple() {
        if (!hasVerdict) {
            return AuthorizerRefusals.configurationError(kind);
        }
        return isAuthorized ? passed() : AuthorizerRefusals.denied(kind, context, true);
    }

    private AuthorizerAnswer policy(String methodArn) {
        if (!hasPolicy || principalId.isEmpty()) {
            return AuthorizerRefusals.configurationError(kind);
        }
        boolean allowed = false;
        for (PolicyStatement statement : statements) {
            if (statement.covers(methodArn)) {
                if (!statement.allows()) {
                    return AuthorizerRefusals.denied(kind, told(), true);
                }
                allowed = true;
            }
        }
        return allowed ? passed() : AuthorizerRefusals.denied(kind, told(), false);
    }

    private AuthorizerAnswer passed() {
        return new AuthorizerAnswer.Passed(told());
    }

    /// Format 2.0 shows the context alone; the others show who the principal is among it.
    private Map<String, String> told() {
        if (kind == Kind.HTTP_V2) {
            return context;
        }
        Map<String, String> told = new LinkedHashMap<>(context);
        told.put("principalId", principalId);
        return told;
    }

    private void member(String name) {
        switch (name) {
            case "principalId" -> principalId = in.text();
            case "isAuthorized" -> {
                hasVerdict = true;
                isAuthorized = in.bool();
            }
            case "context" -> in.object(this::contextMember);
            case "policyDocument" -> {
                hasPolicy = true;
                in.object(this::policyMember);
            }
            default -> {
                // usageIdentifierKey, and what API Gateway ignores
            }
        }
    }

    /// Only the context of format 2.0 may hold lists and objects.
    private void contextMember(String name) {
        if (kind != Kind.HTTP_V2 && (in.isObject() || in.isArray())) {
            throw in.malformed("expected a text, a number or true or false");
        }
        context.put(name, in.text());
    }

    private void policyMember(String name) {
        if (!name.equals("Statement")) {
            return;
        }
        if (in.isArray()) {
            in.array(() -> statements.add(PolicyStatement.take(in)));
        } else {
            statements.add(PolicyStatement.take(in));
        }
    }
}
