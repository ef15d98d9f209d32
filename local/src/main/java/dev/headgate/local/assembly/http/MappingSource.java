package dev.headgate.local.assembly.http;

import java.util.Optional;
import java.util.Set;

/// Where a mapping takes a value from
/// ([parameter mapping](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html)).
sealed interface MappingSource {
    /// `$request.header.NAME`; the name in any case.
    record RequestHeader(String name) implements MappingSource {}

    /// `$request.querystring.NAME`; the name to the letter.
    record RequestQuery(String name) implements MappingSource {}

    /// `$request.path`, without the stage.
    record RequestPath() implements MappingSource {}

    /// `$request.path.NAME`.
    record PathVariable(String name) implements MappingSource {}

    /// `$request.body`, or a part of it.
    ///
    /// @param path absent for all of it
    record RequestBody(Optional<JsonPath> path) implements MappingSource {}

    /// `$response.header.NAME`; the name in any case.
    record ResponseHeader(String name) implements MappingSource {}

    /// `$response.body`, or a part of it.
    ///
    /// @param path absent for all of it
    record ResponseBody(Optional<JsonPath> path) implements MappingSource {}

    /// `$context.NAME`.
    record Context(String name) implements MappingSource {}

    /// `$stageVariables.NAME`.
    record StageVariable(String name) implements MappingSource {}

    /// The variables of a context that the emulator knows, of those in
    /// [logging variables](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html).
    Set<String> CONTEXT = Set.of("accountId", "apiId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod",
            "identity.sourceIp", "identity.userAgent", "path", "protocol", "requestId", "requestTime",
            "requestTimeEpoch", "routeKey", "stage");

    /// Reads what stands behind the dollar sign; empty where it is none of these.
    static Optional<MappingSource> of(String text) {
        if (text.equals("request.path")) {
            return Optional.of(new RequestPath());
        }
        if (text.equals("request.body")) {
            return Optional.of(new RequestBody(Optional.empty()));
        }
        if (text.equals("response.body")) {
            return Optional.of(new ResponseBody(Optional.empty()));
        }
        return named(text, "request.header.").<MappingSource>map(RequestHeader::new)
                .or(() -> named(text, "request.querystring.").map(RequestQuery::new))
                .or(() -> named(text, "request.path.").map(PathVariable::new))
                .or(() -> named(text, "response.header.").map(ResponseHeader::new))
                .or(() -> named(text, "stageVariables.").map(StageVariable::new))
                .or(() -> named(text, "context.").filter(MappingSource::isKnown).map(Context::new))
                .or(() -> named(text, "request.body").flatMap(JsonPath::of)
                        .map(path -> new RequestBody(Optional.of(path))))
                .or(() -> named(text, "response.body").flatMap(JsonPath::of)
                        .map(path -> new ResponseBody(Optional.of(path))));
    }

    private static Optional<String> named(String text, String beginning) {
        return text.startsWith(beginning) && text.length() > beginning.length()
                ? Optional.of(text.substring(beginning.length()))
                : Optional.empty();
    }

    private static boolean isKnown(String name) {
        return CONTEXT.contains(name) || name.startsWith("authorizer.") && name.length() > "authorizer.".length();
    }

    /// Whether a request has it, before there is an answer.
    default boolean isOfRequest() {
        return switch (this) {
            case RequestHeader _,RequestQuery _,RequestPath _,PathVariable _,RequestBody _,Context _,StageVariable _ ->
                    true;
            case ResponseHeader _,ResponseBody _ -> false;
        };
    }

    /// Whether mappings of answers may use it.
    default boolean isOfResponse() {
        return switch (this) {
            case ResponseHeader _,ResponseBody _,Context _,StageVariable _ -> true;
            case RequestHeader _,RequestQuery _,RequestPath _,PathVariable _,RequestBody _ -> false;
        };
    }
}
