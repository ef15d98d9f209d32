package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.identity.Passwords;
import dev.headgate.model.Credential;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Authenticates requests by username and password (RFC 7617). Source: kong/plugins/basic-auth.
///
/// @param hideCredentials whether the fields that carry them are taken out of what the backend gets
/// @param anonymous id or username of the consumer that unauthenticated requests pass as; empty where they are refused
/// @param realm what WWW-Authenticate names
public record BasicAuth(boolean hideCredentials, String anonymous, String realm) implements AuthenticationPlugin {
    /// Kong's basic-auth plugin.
    public static final PluginType<BasicAuth> TYPE = new PluginType<>("basic-auth", 1100, RecordSchema.of(
            AuthenticationFields.ANONYMOUS,
            defaulted("hide_credentials", FieldType.flag(), false,
                    "Whether Authorization and Proxy-Authorization are taken out of what the backend gets."),
            defaulted("realm", AuthenticationFields.REALM_TEXT, "service", "The realm in WWW-Authenticate.")),
            false, BasicAuth::of);

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    private static final String AUTHORIZATION = "Authorization";

    /// The word may stand anywhere in the field, as in Kong.
    private static final Pattern SCHEME = Pattern.compile("[Bb]asic\\s*(.+)", Pattern.UNIX_LINES);
    /// Matched from the beginning on, and without going back, so that a long text costs no more than its length.
    private static final Pattern PAIR = Pattern.compile(":*+([^:]++):(.*)", Pattern.UNIX_LINES);

    /// What a field carries.
    ///
    /// @param password one character an octet, since nothing says how clients encode it
    private record Given(String username, String password) {}

    private static BasicAuth of(Values config) {
        return new BasicAuth(config.flag("hide_credentials"), config.text("anonymous"), config.text("realm"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Authentication authenticate(Exchange exchange, PluginContext context) {
        Request request = exchange.request();
        CredentialStore store = context.resources().credentials();
        return find(PROXY_AUTHORIZATION, request, store).or(() -> find(AUTHORIZATION, request, store))
                .filter(claim -> isPassword(claim.password(), claim.credential()))
                .<Authentication>map(claim -> passed(claim.credential())).orElseGet(() -> expired(exchange));
    }

    /// A field that names somebody, rightly or not.
    private record Claim(Credential.Basic credential, String password) {}

    private static Optional<Claim> find(String header, Request request, CredentialStore store) {
        return given(request, header).flatMap(given -> store.basic(given.username())
                .map(credential -> new Claim(credential, given.password())));
    }

    private static boolean isPassword(String password, Credential.Basic credential) {
        String hash = Passwords.hash(password.getBytes(StandardCharsets.ISO_8859_1), credential.consumer().id());
        return MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII),
                credential.passwordHash().getBytes(StandardCharsets.US_ASCII));
    }

    private static Authentication.Passed passed(Credential.Basic credential) {
        return new Authentication.Passed(new Identity.Verified(Optional.of(credential.consumer()),
                new Identity.VerifiedCredential(credential.id(), credential.username()), List.of(), Headers.EMPTY,
                Optional.empty()));
    }

    /// The same answer whatever is wrong.
    @Override
    public Authentication.Refused expired(Exchange exchange) {
        return new Authentication.Refused(Answers.error(exchange.request(), 401, "Unauthorized")
                .withHeader("WWW-Authenticate", "Basic realm=\"" + realm + "\""));
    }

    private static Optional<Given> given(Request request, String header) {
        Matcher scheme = SCHEME.matcher(request.headers().first(header));
        return scheme.find() ? decoded(scheme.group(1)).flatMap(BasicAuth::pair) : Optional.empty();
    }

    /// Base64 with or without padding; what follows padding is passed over, as nginx does.
    private static Optional<String> decoded(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64.split("=", 2)[0]);
            return Optional.of(new String(octets, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Given> pair(String octets) {
        Matcher pair = PAIR.matcher(octets);
        if (!pair.lookingAt()) {
            return Optional.empty();
        }
        byte[] username = pair.group(1).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Given(new String(username, StandardCharsets.UTF_8), pair.group(2)));
    }

    /// Kong looks at Authorization only when Proxy-Authorization names nobody, and hides what it has looked at.
    @Override
    public UpstreamRequest hideCredential(Exchange exchange, Identity outcome) {
        if (!hideCredentials) {
            return exchange.upstream();
        }
        UpstreamRequest hidden = exchange.upstream().withoutHeader(PROXY_AUTHORIZATION);
        boolean isByProxyField = outcome instanceof Identity.Verified verified
                && given(exchange.request(), PROXY_AUTHORIZATION)
                        .filter(given -> given.username().equals(verified.credential().identifier())).isPresent();
        return isByProxyField ? hidden : hidden.withoutHeader(AUTHORIZATION);
    }
}
