package dev.headgate.plugin.transform;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What templates can take values from.
///
/// @param headers of the request, Host among them
/// @param query of the request
/// @param matchedPath what the route's path took of the request's path
/// @param numberedCaptures the groups of the route's path, group 1 first; empty text for one that took no part
/// @param namedCaptures the groups by name
/// @param shared what other plugins share for the request
public record TemplateValues(
        Headers headers,
        Query query,
        String matchedPath,
        List<String> numberedCaptures,
        Map<String, String> namedCaptures,
        Map<String, String> shared) {

    /// The value of a term; empty where there is none.
    ///
    /// @throws RenderException when there are several
    Optional<String> value(Term term) {
        return switch (term) {
            case Term.Text(String text) -> Optional.of(text);
            case Term.Header(String name) -> single(HeaderLookup.all(headers, name), "header", name);
            case Term.QueryParameter(String name) -> single(parameters(name), "query parameter", name);
            case Term.NamedCapture(String name) -> Optional.ofNullable(namedCaptures.get(name));
            case Term.NumberedCapture(int number) -> numbered(number);
            case Term.Shared(String name) -> Optional.ofNullable(shared.get(name));
        };
    }

    /// A parameter without `=` is `true`, as in Lua.
    private List<String> parameters(String name) {
        return query.parameters().stream().filter(parameter -> parameter.name().equals(name))
                .map(parameter -> parameter.hasValue() ? parameter.value() : "true").toList();
    }

    private Optional<String> numbered(int number) {
        if (number > numberedCaptures.size() || numberedCaptures.isEmpty()) {
            return Optional.empty();
        }
        String captured = number == 0 ? matchedPath : numberedCaptures.get(number - 1);
        return Optional.of(captured).filter(text -> !text.isEmpty());
    }

    /// In Kong several values render as the address of a Lua table, which is of use to nobody.
    private static Optional<String> single(List<String> values, String kind, String name) {
        if (values.size() > 1) {
            throw new RenderException("the request has " + values.size() + " values of the " + kind + " " + name
                    + ", of which a template can take only one");
        }
        return values.stream().findFirst();
    }
}
