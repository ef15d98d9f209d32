package dev.headgate.local.assembly.rest;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import java.util.List;
import java.util.Map;

/// What mappings and templates read of a request.
///
/// Names of query parameters are compared to the letter, those of header fields as [Undocumented] has it. Of several values
/// the last one counts.
///
/// @param path what the variables of the resource's path stand for, as sent
/// @param context what else is known of the request
/// @param undocumented how header fields are found
record RequestValues(Request request, Map<String, String> path, ContextVariables context,
        Undocumented undocumented) {
    RequestValues {
        path = Map.copyOf(path);
    }

    RequestValues withContext(ContextVariables changed) {
        return new RequestValues(request, path, changed, undocumented);
    }

    /// The value of a source; empty where there is none, which maps nothing.
    String value(ValueSource source) {
        return switch (source) {
            case ValueSource.Constant(String text) -> text;
            case ValueSource.OfContext(String name) -> context.value(name);
            case ValueSource.OfRequest(RequestParameter parameter) -> {
                List<String> values = all(parameter);
                yield values.isEmpty() ? "" : parameter.isMultiple() ? String.join(",", values) : values.getLast();
            }
        };
    }

    /// All values of a parameter; path and query decoded, since API Gateway decodes parameters before it hands them on.
    List<String> all(RequestParameter parameter) {
        String name = parameter.name();
        return switch (parameter.place()) {
            case PATH -> path.containsKey(name) ? List.of(UriText.decoded(path.get(name))) : List.of();
            case QUERYSTRING -> query().all(name);
            case HEADER -> FieldNames.NOT_RECEIVED.contains(name) ? List.of() : fields(name);
        };
    }

    private List<String> fields(String name) {
        return switch (undocumented.fieldNames()) {
            case TO_THE_LETTER -> request.headers().fields().stream().filter(field -> field.name().equals(name))
                    .map(Headers.Field::value).toList();
            case IGNORED -> request.headers().all(name);
        };
    }

    /// The parameters of the query. A semicolon separates them as well, as AWS says.
    Query query() {
        return Query.parse(request.target().rawQuery().replace(';', '&'));
    }

    /// What `$input.params` gives: a variable of the path, else a parameter of the query, else a header field.
    String parameter(String name) {
        for (RequestParameter.Place place : RequestParameter.Place.values()) {
            List<String> values = all(new RequestParameter(place, name, false));
            if (!values.isEmpty()) {
                return values.getLast();
            }
        }
        return "";
    }
}
