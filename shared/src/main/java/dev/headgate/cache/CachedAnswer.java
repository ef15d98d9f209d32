package dev.headgate.cache;

import dev.headgate.http.Headers.Field;
import dev.headgate.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// An answer as it was given once.
///
/// @param response with the fields it had then
/// @param storedAt when it was given, in whole seconds
/// @param freshFor how long it is fresh from then on, in whole seconds, 0 or more
/// @param keptUntil from when on no store hands it out; in whole seconds
public record CachedAnswer(Response response, Instant storedAt, Duration freshFor, Instant keptUntil) {
    /// What it takes to keep it: the bytes of its fields and its content.
    public long bytes() {
        long bytes = response.body().length();
        for (Field field : response.headers().fields()) {
            bytes += field.name().getBytes(StandardCharsets.UTF_8).length
                    + field.value().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    /// Whether stores still hand it out.
    public boolean isKept(Instant now) {
        return now.isBefore(keptUntil);
    }
}
