package dev.headgate.proxy;

import dev.headgate.http.Headers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The fields that speak of one connection and go no further (RFC 9110 §7.6.1), as nginx and Kong treat them
/// (kong/runloop/handler.lua, `access.after` and `header_filter.before`). Proxy-Authorization and Proxy-Authenticate are
/// meant for the backend and stay.
public final class HopByHop {
    /// What is written anew, or not at all, on every connection to a backend.
    private static final Set<String> OF_REQUESTS = caseless("Connection", "Content-Length", "Expect", "Host",
            "Keep-Alive", "Proxy", "Proxy-Connection", "TE", "Transfer-Encoding", "Upgrade");

    /// X-Accel-* are orders to nginx itself, which never shows them to clients.
    private static final Set<String> OF_ANSWERS = caseless("Connection", "Keep-Alive", "Proxy-Connection",
            "Transfer-Encoding", "Upgrade", "X-Accel-Buffering", "X-Accel-Charset", "X-Accel-Expires",
            "X-Accel-Limit-Rate", "X-Accel-Redirect");

    private HopByHop() {}

    /// The client's fields without those that its Connection field names.
    ///
    /// This is done before any plugin runs. Kong does it afterwards, so that a client can have the fields removed by
    /// which authentication plugins tell the backend who is calling.
    public static Headers withoutNamedByConnection(Headers headers) {
        return headers.without(namedByConnection(headers));
    }

    /// What goes to the backend.
    static Headers ofRequest(Headers headers) {
        boolean trailers = wantsTrailers(headers);
        Headers kept = headers.without(OF_REQUESTS::contains);
        return trailers ? kept.plus("TE", "trailers") : kept;
    }

    /// What goes to the client.
    ///
    /// @param trailers whether the client asked for trailers
    static Headers ofAnswer(Headers headers, boolean trailers) {
        Predicate<String> named = namedByConnection(headers);
        return headers.without(name -> OF_ANSWERS.contains(name) || named.test(name)
                || !trailers && name.equalsIgnoreCase("Trailer"));
    }

    static boolean wantsTrailers(Headers headers) {
        return tokens(headers, "TE").contains("trailers");
    }

    static Set<String> tokens(Headers headers, String name) {
        Set<String> tokens = caseless();
        for (String token : String.join(",", headers.all(name)).split(",")) {
            tokens.add(token.strip().toLowerCase(Locale.ROOT));
        }
        return tokens;
    }

    private static Predicate<String> namedByConnection(Headers headers) {
        Set<String> named = tokens(headers, "Connection");
        // Options of the connection, not names of fields, so that a field "Close" is left alone.
        named.removeAll(Set.of("", "close", "keep-alive", "upgrade"));
        return named.isEmpty() ? _ -> false : named::contains;
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
