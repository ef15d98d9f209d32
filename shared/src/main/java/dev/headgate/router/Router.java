package dev.headgate.router;

import dev.headgate.answer.Answers;
import dev.headgate.config.RateLimitSettings;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Service;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.BackendAnswer;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginChain;
import dev.headgate.plugin.Replayed;
import dev.headgate.plugin.UpstreamTarget;
import dev.headgate.plugin.Waited;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.Forwarded;
import dev.headgate.proxy.Outcome;
import dev.headgate.proxy.Outcome.Timing;
import dev.headgate.proxy.Product;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.FinalFields.Latencies;
import dev.headgate.router.Trail.Decision;
import dev.headgate.routing.Match;
import dev.headgate.routing.UpstreamPath;
import dev.headgate.xray.Subsegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Takes a request the whole way: route, plugins, backend, plugins again, the fields that Kong writes last. Source:
/// kong/init.lua and kong/runloop/handler.lua.
///
/// Safe for use by many threads.
public final class Router {
    private final BackendProxy proxy;
    private final Ticker ticker;

    /// @param proxy stays the caller's to close
    public Router(BackendProxy proxy) {
        this.proxy = proxy;
        this.ticker = proxy.ticker();
    }

    /// Answers a request.
    ///
    /// @param active what is in force when the request comes; it stays so for this request
    /// @param attested what the Lambda authorizer said; [Attestation#NONE] where it is not to be believed
    /// @param deadline when an answer comes too late
    /// @throws AnswerTooLargeException when Lambda could not hand the answer over
    public Handled handle(ActiveGateway active, Request request, Attestation attested, Deadline deadline) {
        StoreWatch stores = new StoreWatch(ticker);
        Beginning beginning = new Beginning(stores.over(active), stores, active.resources().clock().instant(),
                ticker.nanos());
        return switch (Reception.of(active.compiled(), request)) {
            case Reception.Answered(Response response) -> {
                PluginChain.Access access = active.compiled().plugins().answered(Exchanges.unmatched(request,
                        active.compiled().clientAddress()), response);
                yield own(beginning, access, response, Decision.REFUSED, List.of());
            }
            case Reception.Admitted(Match match, Forwarded forwarded) -> {
                Exchange exchange = Exchanges.of(request, match, forwarded, attested,
                        () -> Duration.ofNanos(deadline.remainingNanos()));
                PluginChain.Access access = active.compiled().plugins().access(exchange,
                        beginning.active().resources());
                yield access.answer().isPresent()
                        ? own(beginning, access, access.answer().get(), Decision.PLUGIN, List.of())
                        : backend(beginning, access, forwarded, deadline);
            }
        };
    }

    private Handled backend(Beginning beginning, PluginChain.Access access, Forwarded forwarded, Deadline deadline) {
        Exchange exchange = access.exchange();
        Request request = exchange.request();
        Optional<Service> service = exchange.match().route().service();
        if (service.isEmpty()) {
            return own(beginning, access, Answers.error(request, 503, "no Service found with those values"),
                    Decision.FAILED, List.of());
        }
        String stripped = UpstreamPath.of(exchange.match()).forwardedPrefix();
        Service called = exchange.note(UpstreamTarget.class).map(target -> target.insteadOf(service.get()))
                .orElseGet(service::get);
        return switch (proxy.call(called, exchange.upstream(), forwarded.withStripped(stripped),
                beginning.active().compiled().upstreams(), new ExchangeHashes(exchange, forwarded), deadline)) {
            case Outcome.Answered(Response response, Timing timing) ->
                    proxied(beginning, answered(access, response), response, Decision.PROXIED, List.of(), timing);
            case Outcome.Failed(int status, String cause, Timing timing) ->
                    proxied(beginning, access, Answers.failure(request, status), Decision.FAILED, List.of(cause),
                            timing);
            case Outcome.NowhereToGo(int status, String message) ->
                    own(beginning, access, Answers.error(request, status, message), Decision.FAILED,
                            List.of(message));
            case Outcome.TooLarge(int bytesMax) -> throw new AnswerTooLargeException(bytesMax);
        };
    }

    /// A plugin that awaits the backend's answer is told that this is it.
    private static PluginChain.Access answered(PluginChain.Access access, Response response) {
        return access.exchange().note(BackendAnswer.Awaited.class).isPresent()
                ? access.with(access.exchange().withNote(new BackendAnswer(response.status())))
                : access;
    }

    private Handled own(Beginning beginning, PluginChain.Access access, Response response, Decision decision,
            List<String> errors) {
        Optional<Duration> waited = access.exchange().note(Waited.class).map(Waited::duration);
        Duration without = beginning.until(ticker.nanos()).minus(waited.orElse(Duration.ZERO));
        // The two are measured by different clocks.
        Duration kong = without.isNegative() ? Duration.ZERO : without;
        List<RuntimeException> failures = new ArrayList<>(access.failures());
        Response named = waited.isPresent() ? response.withHeader("Via", Product.via(via(response))) : response;
        Response changed = response(beginning, access, named, failures);
        Request request = access.exchange().request();
        Response last = access.exchange().note(Replayed.class).isPresent()
                ? FinalFields.proxied(changed, request.method(), request.requestId(),
                        new Latencies(kong.toMillis(), 0), via(response))
                : FinalFields.own(changed, request.method(), request.requestId(), kong.toMillis());
        LogPhase.own(beginning, access, last, kong, waited, ticker.nanos(), failures);
        return new Handled(last, trail(beginning, decision, access, OptionalLong.empty(), errors, failures,
                limited(access, response, changed), Parts.of(beginning, access, List.of())));
    }

    private Handled proxied(Beginning beginning, PluginChain.Access access, Response response, Decision decision,
            List<String> errors, Timing timing) {
        long receivedNanos = ticker.nanos();
        Latencies latencies = new Latencies(beginning.until(timing.startNanos()).toMillis(),
                Ticker.millisBetween(timing.startNanos(), timing.answeredNanos()));
        List<RuntimeException> failures = new ArrayList<>(access.failures());
        Response changed = response(beginning, access, response, failures);
        Request request = access.exchange().request();
        Response last = FinalFields.proxied(changed, request.method(), request.requestId(), latencies, via(response));
        Optional<Integer> answered = decision == Decision.PROXIED ? Optional.of(response.status()) : Optional.empty();
        LogPhase.proxied(beginning, access, last, answered, timing, receivedNanos, ticker.nanos(), failures);
        return new Handled(last,
                trail(beginning, decision, access, OptionalLong.of(latencies.upstreamMillis()), errors, failures,
                        limited(access, response, changed),
                        Parts.of(beginning, access, Parts.tries(beginning, timing, answered))));
    }

    private static String via(Response response) {
        return String.join(", ", response.headers().all("Via"));
    }

    private static Response response(Beginning beginning, PluginChain.Access access, Response response,
            List<RuntimeException> failures) {
        Response changed = beginning.active().compiled().plugins().response(access, response,
                beginning.active().resources(), failures);
        List<String> uncounted = beginning.stores().uncounted();
        return uncounted.isEmpty() || !beginning.active().compiled().rateLimits().uncountedHeader()
                ? changed
                : changed.withHeader(RateLimitSettings.UNCOUNTED_HEADER, String.join(", ", uncounted));
    }

    private static Trail trail(Beginning beginning, Decision decision, PluginChain.Access access,
            OptionalLong upstreamMillis, List<String> errors, List<RuntimeException> failures, boolean rateLimited,
            List<Subsegment> parts) {
        List<RuntimeException> ofStores = beginning.stores().failures();
        List<String> all = new ArrayList<>(errors);
        // What a plugin passes on is in both.
        failures.stream().filter(failure -> !ofStores.contains(failure)).map(Failures::describe).forEach(all::add);
        ofStores.stream().map(Failures::describe).distinct().forEach(all::add);
        Exchange exchange = access.exchange();
        Optional<PluginInstance> plugin = access.answeredBy();
        return new Trail(decision, Optional.of(exchange.match().route()).filter(route -> !route.id().isEmpty()),
                exchange.identity().knownConsumer(), plugin, upstreamMillis, all, rateLimited, !ofStores.isEmpty(),
                beginning.stores().uncounted(), parts);
    }

    /// Whether the client gets a limit's refusal: before the backend is called, or instead of what it answered
    /// (response-ratelimiting). A plugin that counts gives no other answers.
    ///
    /// @param before what the response phase began with
    /// @param after what it made of that
    private static boolean limited(PluginChain.Access access, Response before, Response after) {
        boolean refused = access.failures().isEmpty()
                && access.answeredBy().filter(plugin -> plugin.config() instanceof CountingPlugin).isPresent();
        boolean afterwards = before.status() != 429 && after.status() == 429
                && access.chosen().stream().anyMatch(plugin -> plugin.config() instanceof CountingPlugin);
        return refused || afterwards;
    }
}
