package dev.headgate.local.assembly.http;

/// What AWS's documentation leaves open and the emulator has to decide. Where a decision could change what a deployment
/// answers, both ways can be tried: a plan that is right for one of them only is a guess.
///
/// @param precedence of a route's path over its method
/// @param trailingSlash what a slash at the end of a path means
/// @param pathForm in which form paths are matched and variables handed on
/// @param repeatedFields how header fields of one name reach an HTTP integration
/// @param absentSource what a mapping does whose source the request has not
public record Undocumented(
        Precedence precedence,
        TrailingSlash trailingSlash,
        PathForm pathForm,
        RepeatedFields repeatedFields,
        AbsentSource absentSource) {
    /// What `headgate start` does.
    public static final Undocumented DEFAULT = new Undocumented(Precedence.PATH_FIRST, TrailingSlash.DISTINCT,
            PathForm.RAW, RepeatedFields.APART, AbsentSource.SKIPPED);

    /// Which of `ANY /pets/dog` and `GET /pets/{id}` takes `GET /pets/dog`. Documented is that a full match goes before a
    /// greedy one, and `ANY` behind a method of the same path.
    public enum Precedence {
        /// The route with the more specific path.
        PATH_FIRST,
        /// The route that names the method.
        METHOD_FIRST
    }

    /// Whether `/pets/` is asked for where `/pets` is.
    public enum TrailingSlash {
        /// The path has one more segment, an empty one, which no variable takes but a greedy one behind another segment.
        DISTINCT,
        /// One slash at the end is taken off before routes are matched.
        IGNORED
    }

    /// HTTP APIs decode a path once for functions (see [dev.headgate.event.ProxyEvents]); whether they do so before they
    /// choose the route is not told.
    public enum PathForm {
        /// As the client sent it. Variables go into integrations as they are.
        RAW,
        /// Decoded once, so that `%2F` parts segments. Variables go into integrations encoded anew.
        DECODED
    }

    /// Fields of one name.
    public enum RepeatedFields {
        /// A line each, as they came.
        APART,
        /// One line, joined by commas, as functions get them.
        JOINED
    }

    /// `append:header.a` from `$request.header.b`, where there is no `b`.
    public enum AbsentSource {
        /// The mapping does nothing.
        SKIPPED,
        /// The mapping writes an empty value.
        EMPTY
    }

    public Undocumented with(Precedence changed) {
        return new Undocumented(changed, trailingSlash, pathForm, repeatedFields, absentSource);
    }

    public Undocumented with(TrailingSlash changed) {
        return new Undocumented(precedence, changed, pathForm, repeatedFields, absentSource);
    }

    public Undocumented with(PathForm changed) {
        return new Undocumented(precedence, trailingSlash, changed, repeatedFields, absentSource);
    }

    public Undocumented with(RepeatedFields changed) {
        return new Undocumented(precedence, trailingSlash, pathForm, changed, absentSource);
    }

    public Undocumented with(AbsentSource changed) {
        return new Undocumented(precedence, trailingSlash, pathForm, repeatedFields, changed);
    }
}
