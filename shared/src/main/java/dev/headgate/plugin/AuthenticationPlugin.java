package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.identity.Identity;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.Consumer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A plugin that finds out who is calling. All of them share one way of running, which is Kong's: without `anonymous` a
/// request must pass every such plugin; with it, a request that already passed one need not pass this one, and a failure
/// makes it anonymous.
///
/// The Lambda authorizer runs the same plugins in the same way; where it has vouched for this instance, the router takes
/// its word and does only what is left: expiry, and what the backend is told.
public interface AuthenticationPlugin extends Plugin {
    /// The id or username of the consumer that unauthenticated requests pass as; empty where they are refused.
    String anonymous();

    /// Whether OPTIONS requests are authenticated too, as they are by plugins that Kong gives no such setting.
    default boolean runOnPreflight() {
        return true;
    }

    /// Whether a Lambda authorizer cannot verify in the router's place: a credential may stand in the request's body, which
    /// the authorizer does not get to see, or it speaks for a single request, while API Gateway keeps the authorizer's word
    /// for a caller.
    default boolean isForRouterOnly() {
        return false;
    }

    /// Finds and verifies the credential.
    ///
    /// @throws StoreUnavailableException when credentials cannot be looked up
    Authentication authenticate(Exchange exchange, PluginContext context);

    /// The answer to a request whose credential was good when the authorizer saw it and has expired since.
    Authentication.Refused expired(Exchange exchange);

    /// What later plugins of the request may use of a credential that passed.
    default SharedValues shares(Exchange exchange) {
        return SharedValues.NONE;
    }

    /// Takes the credential out of what the backend gets, where the configuration asks for that. Asked for good
    /// credentials and, as in Kong, for bad ones that pass anonymously.
    ///
    /// @param outcome who the request counts as
    default UpstreamRequest hideCredential(Exchange exchange, Identity outcome) {
        return exchange.upstream();
    }

    /// Names of header fields that only this plugin writes, so that a client's own are taken out of what the backend
    /// gets, even where the request need not be authenticated. [IdentityHeaders] are looked after anyway.
    default Set<String> ownHeaders() {
        return Set.of();
    }

    @Override
    default Step access(Exchange received, PluginContext context) {
        Exchange exchange = withoutForgedHeaders(received);
        if (!runOnPreflight() && exchange.request().method().equals("OPTIONS")) {
            return exchange.proceed();
        }
        boolean mayStayAnonymous = !anonymous().isEmpty();
        if (mayStayAnonymous && exchange.identity() instanceof Identity.Verified) {
            return exchange.proceed();
        }
        return switch (attestedOrVerified(exchange, context)) {
            case Authentication.Passed(Identity.Verified identity) -> pass(exchange, identity);
            case Authentication.Refused(var response) -> mayStayAnonymous
                    ? passAnonymously(exchange, context)
                    : exchange.answer(response);
        };
    }

    private Exchange withoutForgedHeaders(Exchange exchange) {
        if (ownHeaders().isEmpty()) {
            return exchange;
        }
        Headers told = IdentityHeaders.of(exchange.identity());
        Headers kept = exchange.upstream().headers().without(
                name -> !told.contains(name) && ownHeaders().stream().anyMatch(name::equalsIgnoreCase));
        return exchange.withUpstream(exchange.upstream().withHeaders(kept));
    }

    private Authentication attestedOrVerified(Exchange exchange, PluginContext context) {
        if (!exchange.attested().covers(context.instance().id())) {
            return authenticate(exchange, context);
        }
        return switch (exchange.attested().identity()) {
            case Identity.Verified verified -> isExpired(verified.expiresAt(), context.resources().clock().instant())
                    ? expired(exchange)
                    : new Authentication.Passed(verified);
            case Identity.Anonymous _,Identity.Unknown _ -> authenticate(exchange, context);
        };
    }

    private static boolean isExpired(Optional<Instant> expiresAt, Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    private Step pass(Exchange exchange, Identity.Verified identity) {
        UpstreamRequest upstream = IdentityHeaders.tell(hideCredential(exchange, identity), identity);
        Exchange passed = exchange.withIdentity(identity).withUpstream(upstream);
        SharedValues shared = shares(exchange);
        return (shared.values().isEmpty() ? passed : passed.withNote(shared)).proceed();
    }

    private Step passAnonymously(Exchange exchange, PluginContext context) {
        Optional<Consumer> consumer = context.resources().credentials().consumer(anonymous());
        if (consumer.isEmpty()) {
            return exchange.answer(Answers.error(exchange.request(), 500,
                    "anonymous consumer " + anonymous() + " is configured but doesn't exist"));
        }
        Identity.Anonymous identity = new Identity.Anonymous(consumer.get());
        UpstreamRequest upstream = IdentityHeaders.tell(hideCredential(exchange, identity), identity);
        return exchange.withIdentity(identity).withUpstream(upstream).proceed();
    }
}
