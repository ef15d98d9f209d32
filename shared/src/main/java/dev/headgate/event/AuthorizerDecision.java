package dev.headgate.event;

import java.util.Map;

/// What a Lambda authorizer decides. An immutable value; no member is null.
public sealed interface AuthorizerDecision {
    /// A decision that the function returns as a document.
    sealed interface Documented extends AuthorizerDecision {
        /// Who calls; API Gateway logs it.
        String principalId();

        /// What the router, gateway responses and access logs get to see.
        Map<String, String> context();
    }

    /// The request goes on.
    ///
    /// @param principalId who calls; not empty, for API Gateway takes no policy without it
    /// @param context what the router and access logs get to see; nothing of one request alone, for it is cached with the
    ///        decision
    record Allow(String principalId, Map<String, String> context) implements Documented {
        public Allow {
            context = Map.copyOf(context);
        }
    }

    /// The request is refused with 403, or with what the REST API's ACCESS_DENIED response makes of the context.
    ///
    /// @param principalId who called; not empty
    /// @param context what gateway responses and access logs get to see
    record Deny(String principalId, Map<String, String> context) implements Documented {
        public Deny {
            context = Map.copyOf(context);
        }
    }

    /// The request is refused with 401. There is no document for it: the function fails with an exception whose message is
    /// exactly [AuthorizerDecisions#UNAUTHORIZED].
    record Unauthorized() implements AuthorizerDecision {}
}
