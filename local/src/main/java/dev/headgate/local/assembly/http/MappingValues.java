package dev.headgate.local.assembly.http;

import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.util.List;
import java.util.Optional;

/// What the sources of mappings and identities stand for in one request. Several values of a header or a parameter are one,
/// joined by commas.
///
/// @param request as the client sent it, its path without the stage
/// @param context what API Gateway knows of it
/// @param response of the integration; absent before there is one
record MappingValues(Request request, RequestContext context, Optional<Response> response) {
    MappingValues(Request request, RequestContext context) {
        this(request, context, Optional.empty());
    }

    MappingValues with(Response answer) {
        return new MappingValues(request, context, Optional.of(answer));
    }

    /// Absent where the request has none.
    Optional<String> of(MappingSource source) {
        return switch (source) {
            case MappingSource.RequestHeader(String name) -> joined(request.headers().all(name));
            case MappingSource.RequestQuery(String name) ->
                    joined(Query.parse(request.target().rawQuery()).all(name));
            case MappingSource.RequestPath _ -> Optional.of(request.target().rawPath());
            case MappingSource.PathVariable(String name) -> Optional.ofNullable(context.variables().get(name));
            case MappingSource.RequestBody(Optional<JsonPath> path) -> path.isPresent()
                    ? path.get().in(request.body())
                    : Optional.of(request.body().utf8()).filter(text -> !text.isEmpty());
            case MappingSource.ResponseHeader(String name) ->
                    response.flatMap(answer -> joined(answer.headers().all(name)));
            case MappingSource.ResponseBody(Optional<JsonPath> path) -> response.flatMap(answer -> path.isPresent()
                    ? path.get().in(answer.body())
                    : Optional.of(answer.body().utf8()).filter(text -> !text.isEmpty()));
            case MappingSource.Context(String name) -> context.variable(name, request);
            case MappingSource.StageVariable(String name) ->
                    Optional.ofNullable(context.stage().variables().get(name));
        };
    }

    private static Optional<String> joined(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
