package dev.headgate.plugin;

import dev.headgate.http.Headers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Reads the session's cookies of one request, and collects what is to be set with its answer: of each cookie the last
/// word counts. Serves one thread at a time.
final class SessionCookies {
    /// Browsers drop what is longer, name included.
    private static final int COOKIE_LENGTH_MAX = 4096;
    /// The longest life that browsers give a cookie: 400 days.
    private static final double LIFE_SECONDS_MAX = 34_560_000;
    private static final String EXPIRED = "; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Session settings;
    private final Headers request;
    private final long nowSeconds;
    private final RandomGenerator random;
    private final Map<String, String> lines;

    /// @param lines what has been collected before
    SessionCookies(Session settings, Headers request, long nowSeconds, RandomGenerator random,
            Map<String, String> lines) {
        this.settings = settings;
        this.request = request;
        this.nowSeconds = nowSeconds;
        this.random = random;
        this.lines = new LinkedHashMap<>(lines);
    }

    /// A copy of the Set-Cookie lines by the cookie's name.
    Map<String, String> lines() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /// The session that the request brings, where it has not ended, whatever audiences it has a login of.
    Optional<SessionData> session() {
        return read(settings.cookieName(), SessionSeal.SESSION, settings.timeouts());
    }

    /// The session that the lasting cookie remembers.
    Optional<SessionData> remembered() {
        return settings.remember()
                ? read(settings.rememberCookieName(), SessionSeal.REMEMBER, settings.rememberTimeouts())
                : Optional.empty();
    }

    private Optional<SessionData> read(String name, SessionSeal seal, SessionTimeouts timeouts) {
        return CookieLookup.first(request, name).filter(value -> value.length() <= COOKIE_LENGTH_MAX)
                .flatMap(value -> seal.open(value, settings.secret())).flatMap(SessionData::of)
                .filter(data -> !timeouts.isOver(data, nowSeconds));
    }

    void setSession(SessionData data) {
        set(settings.cookieName(), SessionSeal.SESSION, data, "");
    }

    /// Sets the lasting cookie to the session's logins. One that the request brought goes on.
    void setRemembered(SessionData session) {
        if (!settings.remember()) {
            return;
        }
        SessionData lasting = remembered()
                .map(old -> new SessionData(old.id(), old.createdSeconds(), nowSeconds, nowSeconds, session.logins()))
                .orElseGet(() -> SessionData.begun(session.logins(), nowSeconds, random)).renewed(nowSeconds, random);
        double rolling = settings.rememberTimeouts().rollingSeconds();
        long life = (long) (rolling == 0 || rolling > LIFE_SECONDS_MAX ? LIFE_SECONDS_MAX : rolling);
        set(settings.rememberCookieName(), SessionSeal.REMEMBER, lasting, "; Expires="
                + HTTP_DATE.format(Instant.ofEpochSecond(lasting.createdSeconds() + life)) + "; Max-Age=" + life);
    }

    private void set(String name, SessionSeal seal, SessionData data, String life) {
        data.octets().map(octets -> name + "=" + seal.seal(octets, settings.secret(), random))
                .filter(cookie -> cookie.length() <= COOKIE_LENGTH_MAX)
                .ifPresent(cookie -> lines.put(name, cookie + settings.attributes().text() + life));
    }

    /// Has the client forget the session and, where it brings a good one, the lasting cookie.
    void expire() {
        expire(settings.cookieName());
        if (remembered().isPresent()) {
            expire(settings.rememberCookieName());
        }
    }

    private void expire(String name) {
        lines.put(name, name + "=" + settings.attributes().text() + EXPIRED);
    }

    /// What browsers are told of both cookies.
    ///
    /// @param domain empty for the host that sets them
    record Attributes(String path, String domain, String sameSite, boolean secure, boolean httpOnly) {
        /// In the order in which Kong writes them.
        String text() {
            boolean isSecure = secure || sameSite.equals("None");
            return (domain.isEmpty() || domain.equals("localhost") ? "" : "; Domain=" + domain) + "; Path=" + path
                    + "; SameSite=" + sameSite + (isSecure ? "; Secure" : "") + (httpOnly ? "; HttpOnly" : "");
        }
    }
}
