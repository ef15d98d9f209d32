package dev.headgate.plan;

import java.util.List;

/// How API Gateway finds out whether a request to a native key may pass.
public sealed interface Authorization {
    /// Everyone may.
    record None() implements Authorization {}

    /// Those with a token that API Gateway verifies by itself
    /// ([JWT authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html)).
    ///
    /// @param issuer what `iss` has to be, and where the keys are found
    /// @param audiences of which a token has to name one; not empty
    /// @param scopes of which a token has to have one; empty for any
    record Jwt(String issuer, List<String> audiences, List<String> scopes) implements Authorization {
        public Jwt {
            audiences = List.copyOf(audiences);
            scopes = List.copyOf(scopes);
        }
    }

    /// Those whom Headgate's own authorizer vouches for.
    ///
    /// @param identitySources what a request has to bring, and what answers are kept by; empty where it is always asked
    /// @param cacheSeconds for how long an answer is kept, 0 to 3600
    record Lambda(List<String> identitySources, int cacheSeconds) implements Authorization {
        /// Asked about every request.
        static final Lambda UNCACHED = new Lambda(List.of(), 0);

        public Lambda {
            identitySources = List.copyOf(identitySources);
        }
    }

    /// What the plan calls it: `native`, `native+jwt` or `native+authorizer`.
    default String placement() {
        return switch (this) {
            case None _ -> "native";
            case Jwt _ -> "native+jwt";
            case Lambda _ -> "native+authorizer";
        };
    }
}
