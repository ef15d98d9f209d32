package dev.headgate.local.assembly.rest;

import dev.headgate.event.AuthorizerAnswer;
import dev.headgate.event.AuthorizerDecisions;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.http.Body;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Asks the authorizers of a stage, and keeps their documents.
///
/// What is kept is the policy, not the verdict: it is held against what each request invokes, so that a policy that names
/// one method refuses the others until it is forgotten. Kept are documents only; whoever fails is asked again, which AWS
/// does not say. Safe for use by many threads.
final class AuthorizerGate {
    private record Key(String authorizerId, List<String> identity) {}

    private record Kept(Body document, Instant until) {}

    private static final int KEPT_MAX = 10_000;
    /// How long API Gateway waits for an authorizer.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FunctionInvoker functions;
    private final InstantSource clock;
    private final Map<Key, Kept> documents = new ConcurrentHashMap<>();

    AuthorizerGate(FunctionInvoker functions, InstantSource clock) {
        this.functions = functions;
        this.clock = clock;
    }

    /// @param path which path the event shows
    AuthorizerAnswer ask(RestAuthorizer authorizer, RequestValues values, Envelope envelope, ShownPath path) {
        Optional<List<String>> identity = authorizer.identity(values);
        if (identity.isEmpty()) {
            return AuthorizerDecisions.failed(authorizer.kind(), AuthorizerDecisions.UNAUTHORIZED);
        }
        String methodArn = AuthorizerEvents.methodArn(values.request(), envelope);
        Key key = new Key(authorizer.id(), identity.get());
        Kept kept = documents.get(key);
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return AuthorizerDecisions.read(authorizer.kind(), Form.POLICY, kept.document().bytes(), methodArn);
        }
        try {
            byte[] document = functions.invoke(authorizer.functionArn(), path.in(AuthorizerEvents.write(
                    authorizer.kind(), values.request(), envelope, identity.get())), TIMEOUT);
            keep(authorizer, key, document);
            return AuthorizerDecisions.read(authorizer.kind(), Form.POLICY, document, methodArn);
        } catch (FunctionFailedException e) {
            return AuthorizerDecisions.failed(authorizer.kind(), e.getMessage());
        }
    }

    private void keep(RestAuthorizer authorizer, Key key, byte[] document) {
        if (authorizer.timeToLive().isZero()) {
            return;
        }
        Instant now = clock.instant();
        if (documents.size() >= KEPT_MAX) {
            documents.values().removeIf(kept -> !now.isBefore(kept.until()));
        }
        documents.put(key, new Kept(Body.of(document), now.plus(authorizer.timeToLive())));
    }
}
