package dev.headgate.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an HTTP API holds
/// ([quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)), and the stack that makes
/// it.
final class HttpApiRoom implements Room {
    /// Of each, one is the router's.
    private static final int ROUTES_MAX = 300 - 1;
    private static final int INTEGRATIONS_MAX = 300 - 1;
    private static final int AUTHORIZERS_MAX = 10 - 1;
    /// Of CloudFormation's 500 resources in a stack, what functions, alarms and the like leave.
    private static final int RESOURCES_MAX = 400;

    private final Set<RouteKey> keys = new LinkedHashSet<>();
    private final Set<RouteKey> covers = new LinkedHashSet<>();
    private final Set<List<String>> integrations = new HashSet<>();
    private final Set<Authorization> authorizers = new HashSet<>();
    private int answerBytes;

    @Override
    public Optional<Refusal> take(Candidate candidate) {
        Set<RouteKey> routes = new LinkedHashSet<>(keys);
        routes.addAll(covers);
        routes.add(candidate.key().key());
        routes.addAll(candidate.covers());
        List<String> integration = candidate.key().integration().identity();
        Authorization authorizer = resource(candidate.key().authorization());
        int integrationCount = integrations.size() + (integrations.contains(integration) ? 0 : 1);
        int authorizerCount = authorizers.size()
                + (authorizer instanceof Authorization.None || authorizers.contains(authorizer) ? 0 : 1);
        if (routes.size() > ROUTES_MAX) {
            return full("300 routes");
        }
        if (integrationCount > INTEGRATIONS_MAX) {
            return full("300 integrations");
        }
        if (authorizerCount > AUTHORIZERS_MAX) {
            return full("10 authorizers");
        }
        if (routes.size() + integrationCount + authorizerCount > RESOURCES_MAX) {
            return full("room for 400 routes, integrations and authorizers in its stack");
        }
        int bytes = answerBytes
                + (integrations.contains(integration) ? 0 : candidate.key().integration().answerBytes());
        if (bytes > ANSWER_BYTES_MAX) {
            return full("room for 200 KB of changes to answers in its stack's template");
        }
        answerBytes = bytes;
        keys.add(candidate.key().key());
        covers.addAll(candidate.covers());
        integrations.add(integration);
        if (!(authorizer instanceof Authorization.None)) {
            authorizers.add(authorizer);
        }
        return Optional.empty();
    }

    /// Scopes stand in routes, so that authorizers which differ in nothing else are one.
    private static Authorization resource(Authorization authorization) {
        return authorization instanceof Authorization.Jwt(String issuer, List<String> audiences, _)
                ? new Authorization.Jwt(issuer, audiences, List.of())
                : authorization;
    }

    private static Optional<Refusal> full(String what) {
        return Optional.of(new Refusal(ReasonCode.BUDGET, "an HTTP API has " + what + ".",
                "Give the routes that matter weights in headgate.yaml, under placement."));
    }

    @Override
    public List<RouteKey> guards() {
        return covers.stream().filter(cover -> !keys.contains(cover)).toList();
    }
}
