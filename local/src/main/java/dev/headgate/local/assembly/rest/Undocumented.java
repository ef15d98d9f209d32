package dev.headgate.local.assembly.rest;

/// What AWS's documentation and recorded answers leave open, and the emulator has to decide. Where a decision could change
/// what a deployment answers, both ways can be tried: a plan that is right for one of them only is a guess.
///
/// @param branches whether the search for a resource leaves a branch again that leads to nothing
/// @param trailingSlashes how many slashes at the end of a path are of no account
/// @param pathForm in which form names in paths are compared
/// @param dotSegments whether `/./` and `/../` are taken out of paths before anything else is done
/// @param uncachedIdentity whether identity sources have to be there for an authorizer whose answers are not kept
/// @param fieldNames how a mapping finds a header field
/// @param mediaTypes how a template is found for a Content-Type
/// @param mockAccept what an answer of MOCK with a body becomes for who accepts everything
public record Undocumented(
        Branches branches,
        TrailingSlashes trailingSlashes,
        PathForm pathForm,
        DotSegments dotSegments,
        UncachedIdentity uncachedIdentity,
        FieldNameCase fieldNames,
        MediaTypeForm mediaTypes,
        MockAccept mockAccept) {
    /// What `headgate start` does.
    public static final Undocumented DEFAULT = new Undocumented(Branches.LEFT_AGAIN, TrailingSlashes.ONE,
            PathForm.RAW, DotSegments.KEPT, UncachedIdentity.CHECKED, FieldNameCase.TO_THE_LETTER, MediaTypeForm.WITHOUT_PARAMETERS,
            MockAccept.BINARY);

    /// With `/{a}/x` and `/b/y`, what `/b/x` selects; with GET of `/b` and POST of `/{a}`, what POST of `/b` selects; with
    /// GET of `/b` and ANY of `/{proxy+}`, what POST of `/b` selects.
    public enum Branches {
        /// `/{a}/x`, POST of `/{a}`, and ANY of `/{proxy+}`. The last of these was recorded.
        LEFT_AGAIN,
        /// Nothing, nothing, and ANY of `/{proxy+}`: of a name and a variable, the better match is final.
        VARIABLES_FINAL,
        /// Nothing at all. It contradicts what was recorded, and is for plans that do not want to lean on that.
        FINAL
    }

    /// What `/a//` selects where there is `/a`.
    public enum TrailingSlashes {
        /// Nothing of it, as the path has an empty segment; a greedy variable takes it along.
        ONE,
        /// `/a`.
        ALL
    }

    /// Whether `/%61` is `/a`.
    public enum PathForm {
        /// It is not.
        RAW,
        /// It is, and `%2F` parts no segments.
        DECODED
    }

    /// Whether `/a/../b` is `/b` (RFC 3986 §5.2.4), encoded dots included.
    public enum DotSegments {
        /// It is not.
        KEPT,
        /// It is, for resources, events, policies and backends alike.
        REMOVED
    }

    /// What becomes of a request without the identity source of a REQUEST authorizer with a time to live of zero. The API's
    /// reference says that sources are verified, the developer guide that nothing is validated when caching is disabled.
    public enum UncachedIdentity {
        /// It is refused.
        CHECKED,
        /// The function is asked.
        NOT_CHECKED
    }

    /// Whether `method.request.header.Name` finds `name`. AWS calls names "processed in a case-sensitive way"; clients that
    /// speak HTTP/2 have lower case only.
    public enum FieldNameCase {
        /// It does not.
        TO_THE_LETTER,
        /// It does.
        IGNORED
    }

    /// Whether the template for `application/json` is for `application/json; charset=utf-8`.
    public enum MediaTypeForm {
        /// It is.
        WITHOUT_PARAMETERS,
        /// It is not: such a request has no template.
        TO_THE_LETTER
    }

    /// An API with the binary media type `*/*`, an answer of MOCK with a template and without `CONVERT_TO_TEXT`, and a client
    /// that accepts `*/*` or sends no Accept. AWS's table of conversions has no such row.
    public enum MockAccept {
        /// The binary media type is accepted, so that the text is taken for base64: 500.
        BINARY,
        /// The text is sent as it is.
        TEXT
    }

    public Undocumented with(Branches changed) {
        return new Undocumented(changed, trailingSlashes, pathForm, dotSegments, uncachedIdentity, fieldNames, mediaTypes, mockAccept);
    }

    public Undocumented with(TrailingSlashes changed) {
        return new Undocumented(branches, changed, pathForm, dotSegments, uncachedIdentity, fieldNames, mediaTypes, mockAccept);
    }

    public Undocumented with(PathForm changed) {
        return new Undocumented(branches, trailingSlashes, changed, dotSegments, uncachedIdentity, fieldNames, mediaTypes, mockAccept);
    }

    public Undocumented with(DotSegments changed) {
        return new Undocumented(branches, trailingSlashes, pathForm, changed, uncachedIdentity, fieldNames, mediaTypes,
                mockAccept);
    }

    public Undocumented with(UncachedIdentity changed) {
        return new Undocumented(branches, trailingSlashes, pathForm, dotSegments, changed, fieldNames, mediaTypes,
                mockAccept);
    }

    public Undocumented with(FieldNameCase changed) {
        return new Undocumented(branches, trailingSlashes, pathForm, dotSegments, uncachedIdentity, changed, mediaTypes, mockAccept);
    }

    public Undocumented with(MediaTypeForm changed) {
        return new Undocumented(branches, trailingSlashes, pathForm, dotSegments, uncachedIdentity, fieldNames, changed, mockAccept);
    }

    public Undocumented with(MockAccept changed) {
        return new Undocumented(branches, trailingSlashes, pathForm, dotSegments, uncachedIdentity, fieldNames, mediaTypes, changed);
    }
}
