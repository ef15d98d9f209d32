package dev.headgate.local.assembly.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who calls, as an authorizer found out.
sealed interface Caller {
    /// What a Lambda authorizer put into its context.
    Map<String, String> context();

    /// The value of `$context.authorizer.NAME`; absent where there is none.
    Optional<String> variable(String name);

    /// Nobody was asked.
    record Unknown() implements Caller {
        @Override
        public Map<String, String> context() {
            return Map.of();
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.empty();
        }
    }

    /// Whom a function let pass.
    record OfFunction(Map<String, String> context) implements Caller {
        public OfFunction {
            context = Map.copyOf(context);
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(context.get(name.substring("authorizer.".length())));
        }
    }

    /// Who has a token.
    ///
    /// @param claims as texts
    /// @param scopes of the token, where the route asks for some; absent otherwise
    record OfToken(Map<String, String> claims, Optional<List<String>> scopes) implements Caller {
        private static final String CLAIMS = "authorizer.claims.";

        public OfToken {
            claims = Map.copyOf(claims);
        }

        @Override
        public Map<String, String> context() {
            return Map.of();
        }

        @Override
        public Optional<String> variable(String name) {
            return name.startsWith(CLAIMS)
                    ? Optional.ofNullable(claims.get(name.substring(CLAIMS.length())))
                    : Optional.empty();
        }
    }
}
