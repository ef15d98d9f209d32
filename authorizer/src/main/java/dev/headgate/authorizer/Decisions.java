package dev.headgate.authorizer;

import dev.headgate.event.AttestationCodec;
import dev.headgate.event.AuthorizerDecision;
import dev.headgate.event.AuthorizerEvent;
import dev.headgate.event.GatewayResponses;
import dev.headgate.event.ToldFields;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.router.LogLine;
import dev.headgate.router.Measures;
import dev.headgate.router.Measures.Judgement;
import dev.headgate.router.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Puts verdicts into API Gateway's terms.
final class Decisions {
    /// The principal where nobody is known; API Gateway takes no policy without one.
    private static final String NOBODY = "anonymous";

    private Decisions() {}

    static AuthorizerDecision of(AuthorizerEvent.Kind kind, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Attested attested ->
                    new AuthorizerDecision.Allow(principal(attested.identity()),
                            AttestationCodec.context(attested.attestation()));
            case Verdict.Admitted admitted ->
                    new AuthorizerDecision.Allow(principal(admitted.identity()),
                            ToldFields.context(admitted.upstream()));
            case Verdict.NotNeeded _ -> new AuthorizerDecision.Allow(NOBODY, Map.of());
            case Verdict.Unproven _ -> new AuthorizerDecision.Deny(NOBODY, Map.of());
            case Verdict.Bypassing _ -> switch (kind) {
                case HTTP_V2, HTTP_V1 -> new AuthorizerDecision.Deny(NOBODY, Map.of());
                // As below; and a TOKEN event does not show the field.
                case REST_REQUEST, REST_TOKEN -> new AuthorizerDecision.Allow(NOBODY, Map.of());
            };
            case Verdict.Refused refused -> refusal(kind, refused.plugin(), refused.response());
        };
    }

    private static AuthorizerDecision refusal(AuthorizerEvent.Kind kind, PluginInstance plugin, Response response) {
        if (response.status() >= 500) {
            throw new AuthenticationFailedException(plugin.name(), response.status());
        }
        return switch (kind) {
            case HTTP_V2, HTTP_V1 -> response.status() == 401
                    ? new AuthorizerDecision.Unauthorized()
                    : new AuthorizerDecision.Deny(NOBODY, Map.of());
            // REST's gateway response for a denial has one status, 401. Any other is left to the router, which
            // authenticates what comes without an attestation, and answers exactly as Kong.
            case REST_REQUEST, REST_TOKEN -> response.status() == 401
                    ? new AuthorizerDecision.Deny(NOBODY, GatewayResponses.contextOf(response))
                    : new AuthorizerDecision.Allow(NOBODY, Map.of());
        };
    }

    private static String principal(Identity.Verified identity) {
        String id = identity.consumer().map(Consumer::id).orElse(identity.credential().id());
        return id.isEmpty() ? NOBODY : id;
    }

    /// How a verdict ends for the client.
    private static Judgement judgement(AuthorizerEvent.Kind kind, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Attested _,Verdict.Admitted _,Verdict.NotNeeded _ -> Judgement.PASSED;
            case Verdict.Unproven _ -> Judgement.REFUSED;
            case Verdict.Refused(_, _, Response response) when response.status() >= 500 -> Judgement.FAILED;
            case Verdict.Refused _,Verdict.Bypassing _ -> of(kind, verdict) instanceof AuthorizerDecision.Allow
                    ? Judgement.PASSED
                    : Judgement.REFUSED;
        };
    }

    /// What is logged of a verdict.
    static LogLine logLine(AuthorizerEvent.Kind kind, Verdict verdict, String requestId, long latencyMillis,
            boolean coldStart) {
        Judgement judgement = judgement(kind, verdict);
        String consumer = "";
        String plugin = "";
        OptionalInt status = OptionalInt.empty();
        switch (verdict) {
            case Verdict.Attested attested -> consumer = attested.identity().consumer().map(Consumer::id).orElse("");
            case Verdict.Admitted admitted -> consumer = admitted.identity().consumer().map(Consumer::id).orElse("");
            case Verdict.NotNeeded _ -> {
            }
            case Verdict.Unproven _ -> status = OptionalInt.of(403);
            case Verdict.Bypassing _ ->
                    status = judgement == Judgement.PASSED ? OptionalInt.empty() : OptionalInt.of(403);
            case Verdict.Refused refused -> {
                plugin = refused.plugin().name();
                status = judgement == Judgement.PASSED
                        ? OptionalInt.empty()
                        : OptionalInt.of(refused.response().status());
            }
        }
        String decision = switch (judgement) {
            case PASSED -> switch (verdict) {
                case Verdict.Attested _ -> "attested";
                case Verdict.Admitted _ -> "admitted";
                case Verdict.NotNeeded _,Verdict.Unproven _,Verdict.Bypassing _,Verdict.Refused _ -> "notNeeded";
            };
            case REFUSED -> "refused";
            case FAILED -> "failed";
        };
        Optional<Route> route = verdict.route();
        return new LogLine(requestId, route.map(Route::id).orElse(""),
                route.flatMap(Route::service).map(Service::id).orElse(""), consumer, plugin, decision, status,
                latencyMillis, OptionalLong.empty(), coldStart, "", List.of(),
                Measures.judged(judgement, latencyMillis, coldStart), List.of());
    }
}
