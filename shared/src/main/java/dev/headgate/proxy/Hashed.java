package dev.headgate.proxy;

import dev.headgate.http.Headers;
import dev.headgate.model.HashInput;
import dev.headgate.plugin.Uuids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What consistent hashing hashes for one request.
///
/// @param value may be empty
/// @param cookie for a client that has none yet
record Hashed(String value, Optional<SetCookie> cookie) {
    /// The request has none of what is hashed. Kong hashes the empty text then, so that all such requests meet.
    static final Hashed NOTHING = new Hashed("", Optional.empty());

    /// A cookie to be set.
    record SetCookie(String name, String value, String path) {
        /// As Kong writes it, its spelling of SameSite included (kong/runloop/balancer/init.lua, `set_cookie`).
        private String field() {
            return name + "=" + value + "; Path=" + path + "; Same-Site=Lax; HttpOnly";
        }

        private boolean isIn(Headers.Field field) {
            return field.name().equalsIgnoreCase("Set-Cookie") && field.value().startsWith(name + "=");
        }
    }

    /// A new value that the client is to bring along from now on.
    static Hashed cookie(HashInput.Cookie cookie, RandomGenerator random) {
        String value = Uuids.random(random);
        return new Hashed(value, Optional.of(new SetCookie(cookie.name(), value, cookie.path())));
    }

    /// The answer's fields with the cookie, in the place of a cookie of the same name that the backend sets.
    Headers into(Headers headers) {
        if (cookie.isEmpty()) {
            return headers;
        }
        SetCookie set = cookie.get();
        List<Headers.Field> fields = new ArrayList<>();
        boolean placed = false;
        for (Headers.Field field : headers.fields()) {
            boolean replaced = !placed && set.isIn(field);
            fields.add(replaced ? new Headers.Field(field.name(), set.field()) : field);
            placed |= replaced;
        }
        return placed ? Headers.of(fields) : headers.plus("Set-Cookie", set.field());
    }
}
