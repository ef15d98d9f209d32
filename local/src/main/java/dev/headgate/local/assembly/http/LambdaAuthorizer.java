package dev.headgate.local.assembly.http;

import dev.headgate.event.AuthorizerAnswer;
import dev.headgate.event.AuthorizerDecisions;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.http.Request;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A REQUEST authorizer with its result cache
/// ([Lambda authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html)).
/// Documents that are none are not kept; whether AWS keeps them, it does not say. Safe for use by many threads.
///
/// @param name as the template gives it
/// @param arn of the function, as the template names it
/// @param kind of its events
/// @param form of what it returns
/// @param identitySources all of which a request has to have
/// @param cache what it returned before
record LambdaAuthorizer(String name, String arn, Kind kind, Form form, List<MappingSource> identitySources,
        ResultCache cache) {
    /// How long API Gateway waits for an authorizer.
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    LambdaAuthorizer {
        identitySources = List.copyOf(identitySources);
    }

    /// Judges a request to a route.
    Verdict judge(MappingValues values, FunctionCalls functions) {
        List<String> identities = new ArrayList<>();
        for (MappingSource source : identitySources) {
            Optional<String> identity = values.of(source).filter(text -> !text.isEmpty());
            if (identity.isEmpty()) {
                return new Verdict.Refused(ApiAnswers.unauthorized());
            }
            identities.add(identity.get());
        }
        return switch (answer(values.request(), values.context(), identities, functions)) {
            case AuthorizerAnswer.Passed(Map<String, String> context) ->
                    new Verdict.Passed(new Caller.OfFunction(context));
            case AuthorizerAnswer.Refused refused -> new Verdict.Refused(refused.response());
        };
    }

    private AuthorizerAnswer answer(Request request, RequestContext context, List<String> identities,
            FunctionCalls functions) {
        Envelope envelope = context.envelope();
        String methodArn = AuthorizerEvents.methodArn(request, envelope);
        Optional<byte[]> kept = cache.find(identities);
        if (kept.isPresent()) {
            return AuthorizerDecisions.read(kind, form, kept.get(), methodArn);
        }
        try {
            byte[] event = EventAdditions.add(AuthorizerEvents.write(kind, request, envelope, identities), context);
            byte[] document = functions.invoke(arn, event, TIMEOUT);
            AuthorizerAnswer answer = AuthorizerDecisions.read(kind, form, document, methodArn);
            if (!isFailure(answer)) {
                cache.keep(identities, document);
            }
            return answer;
        } catch (FunctionFailedException e) {
            return AuthorizerDecisions.failed(kind, e.getMessage());
        }
    }

    private static boolean isFailure(AuthorizerAnswer answer) {
        return answer instanceof AuthorizerAnswer.Refused refused
                && refused.reason() == GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR;
    }
}
