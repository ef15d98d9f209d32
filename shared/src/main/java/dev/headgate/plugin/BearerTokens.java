package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where openid-connect looks for the token, and takes it out again (RFC 6750 §2).
///
/// @param places in the order of looking
/// @param headerName of the only header field to look at; empty for the usual ones
/// @param cookieName of the cookie; empty for none
public record BearerTokens(List<Place> places, String headerName, String cookieName) {
    /// RFC 6750 §2.3; also the field of a body (§2.2).
    private static final String PARAMETER = "access_token";
    private static final List<String> OTHER_HEADERS = List.of("access-token", "x-access-token");
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

    /// A place.
    public enum Place {
        HEADER, QUERY, BODY, COOKIE
    }

    /// A token and what carries it.
    ///
    /// @param name of the header field or cookie
    record Found(Place place, String name, String token) {}

    public BearerTokens {
        places = List.copyOf(places);
    }

    /// The names of all places in which tokens are looked for.
    Set<String> names() {
        return Stream.concat(Stream.of(PARAMETER, headerName, cookieName).filter(name -> !name.isEmpty()),
                OTHER_HEADERS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// The first token; empty where there is none.
    Optional<Found> find(Request request) {
        return places.stream().flatMap(place -> find(place, request).stream()).findFirst();
    }

    private Optional<Found> find(Place place, Request request) {
        return switch (place) {
            case HEADER -> inHeaders(request.headers());
            case QUERY -> text(BodyFields.inQuery(Query.parse(request.target().rawQuery()), PARAMETER))
                    .map(token -> new Found(place, PARAMETER, token));
            case BODY -> text(BodyFields.of(request.headers().first("Content-Type"), request.body()).find(PARAMETER))
                    .map(token -> new Found(place, PARAMETER, token));
            case COOKIE -> cookieName.isEmpty()
                    ? Optional.empty()
                    : CookieLookup.first(request.headers(), cookieName).filter(token -> !token.isEmpty())
                            .map(token -> new Found(place, cookieName, token));
        };
    }

    private Optional<Found> inHeaders(Headers headers) {
        String first = headerName.isEmpty() ? "Authorization" : headerName;
        Matcher bearer = BEARER.matcher(headers.first(first));
        if (bearer.matches()) {
            return Optional.of(new Found(Place.HEADER, first, bearer.group(1)));
        }
        List<String> bare = headerName.isEmpty() ? OTHER_HEADERS : List.of(headerName);
        return bare.stream().filter(name -> !headers.first(name).isEmpty()).findFirst()
                .map(name -> new Found(Place.HEADER, name, headers.first(name)));
    }

    private static Optional<String> text(NamedValue value) {
        return value instanceof NamedValue.Text(String token) && !token.isEmpty()
                ? Optional.of(token)
                : Optional.empty();
    }

    /// What the backend gets, without the token.
    static UpstreamRequest without(Found found, UpstreamRequest upstream) {
        return switch (found.place()) {
            case HEADER -> upstream.withoutHeader(found.name());
            case QUERY -> upstream.withRawQuery(Query.parse(upstream.rawQuery()).without(found.name()).encoded());
            case BODY -> upstream.withBody(BodyFields.of(upstream.headers().first("Content-Type"), upstream.body())
                    .without(found.name()));
            case COOKIE -> upstream.withHeaders(CookieLookup.without(upstream.headers(), found.name()));
        };
    }
}
