package dev.headgate.plugin;

import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.routing.Match;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One request on its way through the plugins. An immutable value; every change makes another one.
///
/// @param request as the client sent it; with another order of plugins than that of their priorities, as the plugins
///        before made it
/// @param match the route it belongs to; never changes
/// @param upstream what the backend is going to get
/// @param identity who is calling, as far as the plugins so far found out
/// @param attested what the Lambda authorizer found out before; [Attestation#NONE] where there was none
/// @param timeLeft until when the answer has to be there
/// @param notes what a plugin wants to find again in the response phase, by the note's type
public record Exchange(
        Request request,
        Match match,
        UpstreamRequest upstream,
        Identity identity,
        Attestation attested,
        TimeLeft timeLeft,
        Map<Class<?>, Object> notes) {

    public Exchange {
        notes = Map.copyOf(notes);
    }

    /// A request whose plugins are still to run.
    public Exchange(Request request, Match match, UpstreamRequest upstream, Attestation attested, TimeLeft timeLeft) {
        this(request, match, upstream, new Identity.Unknown(), attested, timeLeft, Map.of());
    }

    /// The same for a request that nobody waits for.
    public Exchange(Request request, Match match, UpstreamRequest upstream, Attestation attested) {
        this(request, match, upstream, attested, TimeLeft.UNLIMITED);
    }

    /// Lets the request go on.
    public Step proceed() {
        return new Step.Proceed(this);
    }

    /// Answers the request.
    public Step answer(Response response) {
        return new Step.Answer(this, response);
    }

    /// The request as those plugins left it that ran before.
    Exchange withRequestAsChanged() {
        Request changed = new Request(upstream.method(), request.scheme(), request.host(), request.port(),
                new RequestTarget(request.target().rawPath(), upstream.rawQuery()), upstream.headers(), upstream.body(),
                request.client(), request.requestId());
        return withRequest(changed);
    }

    Exchange withRequest(Request other) {
        return new Exchange(other, match, upstream, identity, attested, timeLeft, notes);
    }

    public Exchange withUpstream(UpstreamRequest changed) {
        return new Exchange(request, match, changed, identity, attested, timeLeft, notes);
    }

    public Exchange withIdentity(Identity changed) {
        return new Exchange(request, match, upstream, changed, attested, timeLeft, notes);
    }

    /// Keeps a note for the response phase; another note of the same type is replaced.
    public Exchange withNote(Object note) {
        Map<Class<?>, Object> more = new HashMap<>(notes);
        more.put(note.getClass(), note);
        return new Exchange(request, match, upstream, identity, attested, timeLeft, more);
    }

    /// The note of that type, where a plugin left one.
    public <T> Optional<T> note(Class<T> type) {
        return Optional.ofNullable(type.cast(notes.get(type)));
    }
}
