package dev.headgate.local.assembly.http;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.http.Undocumented.AbsentSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mappings of answers of an integration, by the status that the integration answered with. What API Gateway answers by
/// itself they do not touch. A status that is none (`overwrite:statuscode` of a text) changes nothing, since AWS does not
/// tell what it does then.
///
/// @param byStatus each in the template's order
record ResponseMapping(Map<Integer, List<MappingOperation>> byStatus) {
    static final ResponseMapping NONE = new ResponseMapping(Map.of());

    ResponseMapping {
        byStatus = Map.copyOf(byStatus);
    }

    Response apply(Response answer, MappingValues values, AbsentSource absentSource) {
        Response mapped = answer;
        for (MappingOperation operation : byStatus.getOrDefault(answer.status(), List.of())) {
            Optional<String> value = RequestMapping.value(operation, values, absentSource);
            if (value.isPresent()) {
                mapped = applied(mapped, operation, value.get());
            }
        }
        return mapped;
    }

    private static Response applied(Response before, MappingOperation operation, String value) {
        return switch (operation.target()) {
            case HEADER -> {
                Headers headers = RequestMapping.changed(before.headers(), operation, value);
                yield before.withHeaders(headers);
            }
            case STATUS -> value.matches("[2-5]\\d\\d") ? before.withStatus(Integer.parseInt(value)) : before;
            case QUERY, PATH -> before;
        };
    }
}
