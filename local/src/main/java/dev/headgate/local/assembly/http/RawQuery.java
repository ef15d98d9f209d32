package dev.headgate.local.assembly.http;

import dev.headgate.http.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes parameters of a query and leaves the others to the letter.
final class RawQuery {
    private RawQuery() {}

    /// One more parameter at the end.
    static String plus(String rawQuery, String name, String value) {
        String added = new Query(List.of(new Query.Parameter(name, value))).encoded();
        return rawQuery.isEmpty() ? added : rawQuery + "&" + added;
    }

    /// Exactly one parameter of that name, at the end.
    static String with(String rawQuery, String name, String value) {
        return plus(without(rawQuery, name), name, value);
    }

    /// No parameter of that name.
    static String without(String rawQuery, String name) {
        return Stream.of(rawQuery.split("&")).filter(part -> !isNamed(part, name)).collect(Collectors.joining("&"));
    }

    private static boolean isNamed(String part, String name) {
        return Query.parse(part).contains(name);
    }
}
