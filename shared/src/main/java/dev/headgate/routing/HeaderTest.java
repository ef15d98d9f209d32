package dev.headgate.routing;

import dev.headgate.http.Headers;
import dev.headgate.model.HeaderCriterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One header criterion, ready to be tested (kong/router/transform.lua, `get_expression`: `any(lower(http.headers.x))`).
///
/// Kong writes the name with underscores and then looks for a field of just that name before it looks for one with
/// dashes instead (kong/router/fields.lua; lua-nginx-module, `ngx.req.get_headers`). So `X-Foo` in a file takes the
/// request's `X_Foo` where there is one.
///
/// @param name lower-case, with underscores
/// @param dashed lower-case, with dashes
/// @param texts lower-case; one of them or of the expressions has to match
record HeaderTest(String name, String dashed, List<String> texts, List<LinearRegex> expressions) {
    static HeaderTest of(HeaderCriterion criterion) {
        String lower = criterion.name().toLowerCase(Locale.ROOT);
        List<String> texts = new ArrayList<>();
        List<LinearRegex> expressions = new ArrayList<>();
        for (HeaderCriterion.Value value : criterion.values()) {
            switch (value) {
                case HeaderCriterion.Value.Exact(var text) -> texts.add(text.toLowerCase(Locale.ROOT));
                case HeaderCriterion.Value.Regex(var expression) -> expressions.add(LinearRegex.header(expression));
            }
        }
        return new HeaderTest(lower.replace('-', '_'), lower.replace('_', '-'), List.copyOf(texts),
                List.copyOf(expressions));
    }

    boolean holds(Headers headers) {
        return holds(headers, headers.contains(name) ? name : dashed);
    }

    private boolean holds(Headers headers, String present) {
        for (Headers.Field field : headers.fields()) {
            if (field.name().equalsIgnoreCase(present) && takes(field.value().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    boolean takes(String lowerCaseValue) {
        if (texts.contains(lowerCaseValue)) {
            return true;
        }
        for (LinearRegex expression : expressions) {
            if (expression.matches(lowerCaseValue)) {
                return true;
            }
        }
        return false;
    }
}
