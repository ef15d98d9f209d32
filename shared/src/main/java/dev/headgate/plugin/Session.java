package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.Consumer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets clients that an authentication plugin has let in come back with a cookie. Source: kong/plugins/session, and
/// lua-resty-session for what it leaves to that library. The session itself stands in the cookie, encrypted.
///
/// Not an authentication plugin itself: it never refuses, and what it finds counts for plugins with `anonymous` only.
///
/// @param secret what cookies are encrypted with
/// @param audience whose login counts
/// @param cookieName of the session
/// @param timeouts of the session
/// @param attributes of both cookies
/// @param remember whether there is a lasting cookie
/// @param rememberCookieName of the lasting cookie
/// @param rememberTimeouts of the lasting cookie
/// @param responseHeaders what clients are told
/// @param requestHeaders what the backend is told
/// @param logout what ends a session
public record Session(
        String secret,
        String audience,
        String cookieName,
        SessionTimeouts timeouts,
        SessionCookies.Attributes attributes,
        boolean remember,
        String rememberCookieName,
        SessionTimeouts rememberTimeouts,
        List<SessionProperty> responseHeaders,
        List<SessionProperty> requestHeaders,
        Logout logout)
        implements
            Plugin {

    /// Kong's session plugin.
    public static final PluginType<Session> TYPE = new PluginType<>("session", 1900, SessionFields.TABLE, false,
            SessionFields::session);

    private static final String AUTHENTICATED_GROUPS = "X-Authenticated-Groups";
    private static final Set<String> METHODS_WITH_BODY = Set.of("DELETE", "PATCH", "POST", "PUT");

    public Session {
        responseHeaders = List.copyOf(responseHeaders);
        requestHeaders = List.copyOf(requestHeaders);
    }

    /// What ends a session.
    ///
    /// @param postArg empty where bodies are not looked at
    record Logout(List<String> methods, String queryArg, String postArg) {
        Logout {
            methods = List.copyOf(methods);
        }

        boolean isAskedBy(Request request) {
            return methods.contains(request.method())
                    && (Query.parse(request.target().rawQuery()).contains(queryArg) || isAskedByBody(request));
        }

        private boolean isAskedByBody(Request request) {
            return !postArg.isEmpty() && METHODS_WITH_BODY.contains(request.method())
                    && !(BodyFields.of(request.headers().first("Content-Type"), request.body())
                            .find(postArg) instanceof NamedValue.Absent);
        }
    }

    /// What the response phase has to know.
    ///
    /// @param login who came with a good session; absent for nobody
    /// @param session the session as it is now; absent where the request began without or it was ended
    /// @param cookies Set-Cookie lines by the cookie's name
    /// @param headers what the client is told
    private record Note(
            Optional<SessionData.Login> login,
            Optional<SessionData> session,
            Map<String, String> cookies,
            Headers headers) {
        static final Note NONE = new Note(Optional.empty(), Optional.empty(), Map.of(), Headers.EMPTY);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange received, PluginContext context) {
        Exchange exchange = withoutForgedHeaders(received);
        SessionCookies cookies = cookies(exchange, context, Map.of());
        Optional<SessionData> opened = open(cookies, context).filter(session -> session.login(audience).isPresent());
        if (opened.isEmpty()) {
            return exchange.proceed();
        }
        SessionData session = opened.get();
        SessionData.Login login = session.login(audience).orElseThrow();
        if (logout.isAskedBy(exchange.request())) {
            end(session, cookies, context);
            return exchange.withNote(only(cookies)).answer(Response.of(200));
        }
        Optional<Consumer> consumer;
        try {
            consumer = context.resources().credentials().consumerById(login.consumerId());
        } catch (StoreUnavailableException e) {
            // As in Kong, other plugins are to authenticate the request.
            return exchange.withNote(only(cookies)).proceed();
        }
        if (consumer.isEmpty()) {
            end(session, cookies, context);
            return exchange.withNote(only(cookies)).proceed();
        }
        return resume(refreshed(session, cookies, context), login, consumer.get(), cookies, exchange, context)
                .proceed();
    }

    private static Note only(SessionCookies cookies) {
        return new Note(Optional.empty(), Optional.empty(), cookies.lines(), Headers.EMPTY);
    }

    private SessionCookies cookies(Exchange exchange, PluginContext context, Map<String, String> before) {
        return new SessionCookies(this, exchange.request().headers(), nowSeconds(context),
                context.resources().random(), before);
    }

    private static long nowSeconds(PluginContext context) {
        return context.resources().clock().instant().getEpochSecond();
    }

    /// The fields about the session come from nobody else.
    private Exchange withoutForgedHeaders(Exchange exchange) {
        UpstreamRequest upstream = exchange.upstream();
        for (SessionProperty property : requestHeaders) {
            upstream = upstream.withoutHeader(property.header());
        }
        return exchange.withUpstream(upstream);
    }

    /// The session of the request, whatever audiences it has a login of; one that the lasting cookie remembers begins anew.
    private Optional<SessionData> open(SessionCookies cookies, PluginContext context) {
        return cookies.session().or(() -> cookies.remembered().map(remembered -> {
            SessionData begun = SessionData.begun(remembered.logins(), nowSeconds(context),
                    context.resources().random());
            if (begun.login(audience).isPresent()) {
                cookies.setRemembered(begun);
                cookies.setSession(begun);
            }
            return begun;
        }));
    }

    /// Takes the audience's login out; a session without logins is over.
    private void end(SessionData session, SessionCookies cookies, PluginContext context) {
        SessionData rest = session.without(audience);
        if (rest.logins().isEmpty()) {
            cookies.expire();
        } else {
            cookies.setSession(rest.renewed(nowSeconds(context), context.resources().random()));
            cookies.setRemembered(rest);
        }
    }

    private SessionData refreshed(SessionData session, SessionCookies cookies, PluginContext context) {
        long now = nowSeconds(context);
        boolean isToBeRenewed = timeouts.isToBeRenewed(session, now);
        if (!isToBeRenewed && !timeouts.isToBeTouched(session, now)) {
            return session;
        }
        SessionData refreshed = isToBeRenewed
                ? session.renewed(now, context.resources().random())
                : session.used(now);
        cookies.setSession(refreshed);
        return refreshed;
    }

    private Exchange resume(SessionData session, SessionData.Login login, Consumer consumer, SessionCookies cookies,
            Exchange exchange, PluginContext context) {
        Identity.Verified identity = new Identity.Verified(Optional.of(consumer),
                new Identity.VerifiedCredential(login.credentialId(), login.credentialId()), login.groups(),
                Headers.EMPTY, Optional.empty());
        UpstreamRequest told = IdentityHeaders.tell(exchange.upstream(), identity).withoutHeader(AUTHENTICATED_GROUPS);
        if (!login.groups().isEmpty()) {
            told = told.withHeader(AUTHENTICATED_GROUPS, String.join(", ", login.groups()));
        }
        UpstreamRequest upstream = told
                .withHeaders(told.headers().plus(fields(requestHeaders, session, login, context)));
        return exchange.withIdentity(identity).withUpstream(upstream).withNote(new Note(Optional.of(login),
                Optional.of(session), cookies.lines(), fields(responseHeaders, session, login, context)));
    }

    private Headers fields(List<SessionProperty> properties, SessionData session, SessionData.Login login,
            PluginContext context) {
        Headers fields = Headers.EMPTY;
        for (SessionProperty property : properties) {
            Optional<String> value = property.value(session, login, timeouts, nowSeconds(context));
            fields = value.isPresent() ? fields.with(property.header(), value.get()) : fields;
        }
        return fields;
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        Note note = exchange.note(Note.class).orElse(Note.NONE);
        Optional<SessionData.Login> login = loginOf(exchange.identity());
        Note outcome = login.isPresent() && !isSame(note.login(), login.get())
                ? begin(login.get(), note, exchange, context)
                : note;
        Headers headers = response.headers();
        for (Headers.Field field : outcome.headers().fields()) {
            headers = headers.with(field.name(), field.value());
        }
        for (String line : outcome.cookies().values()) {
            headers = headers.plus("Set-Cookie", line);
        }
        return response.withHeaders(headers);
    }

    /// Nobody whom no consumer stands for is remembered, and nobody who is anonymous.
    private Optional<SessionData.Login> loginOf(Identity identity) {
        return switch (identity) {
            case Identity.Verified verified -> verified.consumer().map(consumer -> new SessionData.Login(audience,
                    subject(consumer), consumer.id(), credentialId(verified, consumer), verified.groups()));
            case Identity.Anonymous _,Identity.Unknown _ -> Optional.empty();
        };
    }

    private static String credentialId(Identity.Verified verified, Consumer consumer) {
        return verified.credential().id().isEmpty() ? consumer.id() : verified.credential().id();
    }

    private static String subject(Consumer consumer) {
        if (!consumer.username().isEmpty()) {
            return consumer.username();
        }
        return consumer.customId().isEmpty() ? consumer.id() : consumer.customId();
    }

    private static boolean isSame(Optional<SessionData.Login> before, SessionData.Login login) {
        return before.filter(known -> known.consumerId().equals(login.consumerId())
                && known.credentialId().equals(login.credentialId())).isPresent();
    }

    /// Another login: the session that the request brought goes on under a new id, with the time it began.
    private Note begin(SessionData.Login login, Note note, Exchange exchange, PluginContext context) {
        long now = nowSeconds(context);
        SessionCookies cookies = cookies(exchange, context, note.cookies());
        SessionData session = note.session().or(() -> open(cookies, context))
                .map(known -> known.renewed(now, context.resources().random()))
                .orElseGet(() -> SessionData.begun(List.of(), now, context.resources().random())).with(login);
        cookies.setSession(session);
        cookies.setRemembered(session);
        return new Note(Optional.of(login), Optional.of(session), cookies.lines(),
                fields(responseHeaders, session, login, context));
    }

    /// Whoever has a session's cookie is let in with it.
    @Override
    public Set<String> credentialNames() {
        return remember ? Set.of(cookieName, rememberCookieName) : Set.of(cookieName);
    }

    /// Without the secret, so that it never reaches a log.
    @Override
    public String toString() {
        return "Session[audience=" + audience + ", cookieName=" + cookieName + "]";
    }
}
