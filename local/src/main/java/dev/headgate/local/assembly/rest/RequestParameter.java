package dev.headgate.local.assembly.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A parameter of a request as templates name it: `method.request.querystring.page`.
///
/// @param isMultiple whether all values are meant, not the last one
record RequestParameter(Place place, String name, boolean isMultiple) {
    /// Where it stands.
    enum Place {
        PATH, QUERYSTRING, HEADER
    }

    private static final Pattern FORM = Pattern
            .compile("(?:method|integration)\\.request\\.(multivalue)?(path|querystring|header)\\.([A-Za-z0-9._$-]+)");

    /// @throws NotEmulatedException when it names none, or a part of the body
    static RequestParameter parse(String expression) throws NotEmulatedException {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            throw new NotEmulatedException("\"" + expression
                    + "\" is no parameter of a path, querystring or header, which are those that the emulator knows");
        }
        Place place = switch (form.group(2)) {
            case "path" -> Place.PATH;
            case "querystring" -> Place.QUERYSTRING;
            default -> Place.HEADER;
        };
        return new RequestParameter(place, form.group(3), form.group(1) != null);
    }
}
