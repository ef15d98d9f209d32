package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.identity.Identity;
import dev.headgate.model.Credential;
import dev.headgate.plugin.transform.HeaderLookup;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Authenticates requests by a signature over parts of them, made with a secret that the consumer and the gateway share.
/// Source: kong/plugins/hmac-auth.
///
/// @param hideCredentials whether the field that carries the signature is taken out of what the backend gets
/// @param clockSkew by how much the request's date may differ from now
/// @param anonymous id or username of the consumer that unauthenticated requests pass as; empty where they are refused
/// @param validateRequestBody whether the Digest field has to be the body's
/// @param enforceHeaders what has to be signed at least
/// @param algorithms Kong's names of the algorithms that are accepted
/// @param realm what WWW-Authenticate names; empty for none
public record HmacAuth(
        boolean hideCredentials,
        Duration clockSkew,
        String anonymous,
        boolean validateRequestBody,
        List<String> enforceHeaders,
        List<String> algorithms,
        String realm)
        implements
            AuthenticationPlugin {

    /// Kong's hmac-auth plugin.
    public static final PluginType<HmacAuth> TYPE = new PluginType<>("hmac-auth", 1030, RecordSchema.of(
            defaulted("hide_credentials", FieldType.flag(), false,
                    "Whether the field that carries the signature is taken out of what the backend gets."),
            defaulted("clock_skew", FieldType.decimal(0.001, 1e9), 300.0,
                    "By how many seconds X-Date or Date may differ from now."),
            AuthenticationFields.ANONYMOUS,
            defaulted("validate_request_body", FieldType.flag(), false,
                    "Whether the body has to have the SHA-256 that the Digest field says. A request with neither passes."),
            defaulted("enforce_headers", FieldType.listOf(FieldType.text()), List.of(),
                    "What has to be signed at least: names of header fields as clients write them in `headers`, "
                            + "`@request-target`, `request-line`."),
            defaulted("algorithms", FieldType.listOf(FieldType.oneOf(HmacAlgorithm.kongNames().toArray(String[]::new))),
                    HmacAlgorithm.kongNames(), "The algorithms that are accepted."),
            optional("realm", AuthenticationFields.REALM_TEXT, "The realm in WWW-Authenticate.")),
            false, HmacAuth::of);

    private static final String AUTHORIZATION = "Authorization";
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    private static final List<String> DATES = List.of("X-Date", "Date");
    private static final String NOT_VERIFIED = "HMAC signature cannot be verified";
    private static final String NOT_SAME = "HMAC signature does not match";
    private static final String NO_DATE = NOT_VERIFIED
            + ", a valid date or x-date header is required for HMAC Authentication";

    public HmacAuth {
        enforceHeaders = List.copyOf(enforceHeaders);
        algorithms = List.copyOf(algorithms);
    }

    private static HmacAuth of(Values config) {
        return new HmacAuth(config.flag("hide_credentials"),
                Duration.ofMillis(Math.round(config.decimal("clock_skew") * 1000)), config.text("anonymous"),
                config.flag("validate_request_body"), config.texts("enforce_headers"), config.texts("algorithms"),
                config.text("realm"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// A signature speaks for one request; what an authorizer says may be kept and used for others of the same caller.
    @Override
    public boolean isForRouterOnly() {
        return true;
    }

    @Override
    public Authentication authenticate(Exchange exchange, PluginContext context) {
        Request request = exchange.request();
        if (!request.headers().contains(AUTHORIZATION) && !request.headers().contains(PROXY_AUTHORIZATION)) {
            return refused(request, "Unauthorized");
        }
        Instant now = context.resources().clock().instant();
        if (DATES.stream().noneMatch(name -> isRecent(request, name, now))) {
            return refused(request, NO_DATE);
        }
        Optional<HmacFields> fields = fields(request).filter(this::isAcceptable);
        if (fields.isPresent() && !isRecentAsSigned(request, fields.get(), now)) {
            return refused(request, NO_DATE);
        }
        Optional<Credential.Hmac> credential = fields
                .flatMap(signed -> context.resources().credentials().hmac(signed.username()));
        if (credential.isEmpty()) {
            return refused(request, NOT_VERIFIED);
        }
        boolean isGood = HmacSignature.matches(fields.get(), request, credential.get().secret())
                && (!validateRequestBody || isDigestOfBody(request));
        return isGood ? passed(credential.get()) : refused(request, NOT_SAME);
    }

    /// The clock of Kong has whole seconds.
    private boolean isRecent(Request request, String field, Instant now) {
        return HttpDate.parse(request.headers().first(field)).map(date -> Duration.between(date,
                now.truncatedTo(ChronoUnit.SECONDS)).abs().compareTo(clockSkew) <= 0).orElse(false);
    }

    /// Where a date is signed, one that is not does not count: anybody could write it to send an old request again.
    private boolean isRecentAsSigned(Request request, HmacFields fields, Instant now) {
        List<String> signed = fields.headers().stream().map(name -> name.replace('_', '-'))
                .filter(name -> DATES.stream().anyMatch(name::equalsIgnoreCase))
                .filter(request.headers()::contains).toList();
        return signed.isEmpty() || signed.stream().anyMatch(name -> isRecent(request, name, now));
    }

    private static Optional<HmacFields> fields(Request request) {
        return fields(request, PROXY_AUTHORIZATION).or(() -> fields(request, AUTHORIZATION));
    }

    private static Optional<HmacFields> fields(Request request, String field) {
        return HmacFields.parse(request.headers().first(field));
    }

    private boolean isAcceptable(HmacFields fields) {
        return new HashSet<>(fields.headers()).containsAll(enforceHeaders) && algorithms.contains(fields.algorithm());
    }

    private static boolean isDigestOfBody(Request request) {
        List<String> digest = HeaderLookup.all(request.headers(), "Digest");
        return digest.isEmpty()
                ? request.body().isEmpty()
                : digest.getFirst().equals("SHA-256="
                        + Base64.getEncoder().encodeToString(HmacSignature.sha256(request.body().bytes())));
    }

    private static Authentication passed(Credential.Hmac credential) {
        return new Authentication.Passed(new Identity.Verified(Optional.of(credential.consumer()),
                new Identity.VerifiedCredential(credential.id(), credential.username()), List.of(), Headers.EMPTY,
                Optional.empty()));
    }

    private Authentication.Refused refused(Request request, String message) {
        String challenge = realm.isEmpty() ? "hmac" : "hmac realm=\"" + realm + "\"";
        return new Authentication.Refused(
                Answers.error(request, 401, message).withHeader("WWW-Authenticate", challenge));
    }

    @Override
    public Authentication.Refused expired(Exchange exchange) {
        return refused(exchange.request(), NOT_VERIFIED);
    }

    @Override
    public UpstreamRequest hideCredential(Exchange exchange, Identity outcome) {
        if (!hideCredentials) {
            return exchange.upstream();
        }
        return exchange.upstream().withoutHeader(
                fields(exchange.request(), PROXY_AUTHORIZATION).isPresent() ? PROXY_AUTHORIZATION : AUTHORIZATION);
    }
}
