package dev.headgate.local.assembly.rest;

import dev.headgate.event.AuthorizerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A Lambda authorizer of a REST API
/// ([use](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html)).
///
/// @param id by which methods name it
/// @param kind TOKEN or REQUEST
/// @param functionArn the function, as the template names it
/// @param identitySources what has to be in a request, and by what answers are cached; for TOKEN exactly one field
/// @param validation what a whole token looks like; absent where any will do
/// @param timeToLive how long an answer counts; zero for not at all
record RestAuthorizer(String id, AuthorizerEvent.Kind kind, String functionArn, List<ValueSource> identitySources,
        Optional<Pattern> validation, Duration timeToLive) {
    RestAuthorizer {
        identitySources = List.copyOf(identitySources);
    }

    /// Reads a list of sources, such as `method.request.header.Auth, context.identity.sourceIp`.
    ///
    /// @throws NotEmulatedException when it names what is no identity source
    static List<ValueSource> identitySources(String expressions) throws NotEmulatedException {
        List<ValueSource> sources = new ArrayList<>();
        for (String expression : expressions.split(",", -1)) {
            ValueSource source = ValueSource.parse(expression.strip());
            boolean isOfPath = source instanceof ValueSource.OfRequest(RequestParameter parameter)
                    && parameter.place() == RequestParameter.Place.PATH;
            if (source instanceof ValueSource.Constant || isOfPath) {
                throw new NotEmulatedException("\"" + expression.strip()
                        + "\" is no identity source: those are header fields, parameters of the query and of the context");
            }
            sources.add(source);
        }
        return sources;
    }

    /// What a request shows of itself; empty where something is missing, upon which it is refused unasked.
    ///
    /// A field's name is found whatever its case: clients that speak HTTP/2 have lower case only.
    Optional<List<String>> identity(RequestValues request) {
        List<String> identity = new ArrayList<>();
        for (ValueSource source : identitySources) {
            String value = source instanceof ValueSource.OfRequest(RequestParameter parameter)
                    && parameter.place() == RequestParameter.Place.HEADER
                            ? last(request.request().headers().all(parameter.name()))
                            : request.value(source);
            if (value.isEmpty() && isChecked(request.undocumented())) {
                return Optional.empty();
            }
            identity.add(value);
        }
        return validation.isPresent() && !validation.get().matcher(identity.getFirst()).matches()
                ? Optional.empty()
                : Optional.of(List.copyOf(identity));
    }

    private boolean isChecked(Undocumented undocumented) {
        return kind == AuthorizerEvent.Kind.REST_TOKEN || !timeToLive.isZero()
                || undocumented.uncachedIdentity() == Undocumented.UncachedIdentity.CHECKED;
    }

    private static String last(List<String> values) {
        return values.isEmpty() ? "" : values.getLast();
    }
}
