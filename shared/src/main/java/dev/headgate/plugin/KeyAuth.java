package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.Identity;
import dev.headgate.model.Credential;
import dev.headgate.plugin.transform.HeaderLookup;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Authenticates requests by an API key. Source: kong/plugins/key-auth.
///
/// @param keyNames where the key may stand, tried in this order: names of header fields, query parameters, body fields
/// @param keyInHeader whether header fields are looked at
/// @param keyInQuery whether query parameters are looked at
/// @param keyInBody whether forms, JSON objects and multipart forms are looked at
/// @param hideCredentials whether the key is taken out of what the backend gets
/// @param anonymous id or username of the consumer that unauthenticated requests pass as; empty where they are refused
/// @param runOnPreflight whether OPTIONS requests are authenticated too
/// @param realm what WWW-Authenticate names; empty for none
public record KeyAuth(
        List<String> keyNames,
        boolean keyInHeader,
        boolean keyInQuery,
        boolean keyInBody,
        boolean hideCredentials,
        String anonymous,
        boolean runOnPreflight,
        String realm)
        implements
            AuthenticationPlugin {

    /// Kong's key-auth plugin.
    public static final PluginType<KeyAuth> TYPE = new PluginType<>("key-auth", 1250, RecordSchema.of(
            defaulted("key_names", FieldType.listOf(FieldType.text(Rules.HEADER_NAME)), List.of("apikey"),
                    "Names that the key may stand under. For each in turn, header fields are looked at, then the query, "
                            + "then the body. `_` in a header field's name also matches `-`."),
            defaulted("hide_credentials", FieldType.flag(), false,
                    "Whether the key is taken out of what the backend gets."),
            AuthenticationFields.ANONYMOUS,
            defaulted("key_in_header", FieldType.flag(), true, "Whether header fields are looked at."),
            defaulted("key_in_query", FieldType.flag(), true, "Whether query parameters are looked at."),
            defaulted("key_in_body", FieldType.flag(), false,
                    "Whether the body is looked at: application/x-www-form-urlencoded, application/json and "
                            + "multipart/form-data."),
            AuthenticationFields.RUN_ON_PREFLIGHT,
            optional("realm", AuthenticationFields.REALM_TEXT, "The realm in WWW-Authenticate.")),
            false, KeyAuth::of);

    /// The first name that has something which counts.
    ///
    /// @param value a [NamedValue.Text] or [NamedValue.Several], or [NamedValue.Absent] when no name has either
    private record Found(String name, NamedValue value) {}

    public KeyAuth {
        keyNames = List.copyOf(keyNames);
    }

    private static KeyAuth of(Values config) {
        return new KeyAuth(config.texts("key_names"), config.flag("key_in_header"), config.flag("key_in_query"),
                config.flag("key_in_body"), config.flag("hide_credentials"), config.text("anonymous"),
                config.flag("run_on_preflight"), config.text("realm"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public boolean isForRouterOnly() {
        return keyInBody;
    }

    @Override
    public Set<String> credentialNames() {
        return Set.copyOf(keyNames);
    }

    @Override
    public Authentication authenticate(Exchange exchange, PluginContext context) {
        Request request = exchange.request();
        return switch (find(request).value()) {
            case NamedValue.Several _ -> refused(request, "Duplicate API key found");
            case NamedValue.Text(String key) when !key.isEmpty() -> verify(key, request, context.resources());
            case NamedValue.Text _,NamedValue.Absent _,NamedValue.Other _ ->
                    refused(request, "No API key found in request");
        };
    }

    private Authentication verify(String key, Request request, Resources resources) {
        String hash = ApiKeys.hash(key);
        Instant now = resources.clock().instant();
        return resources.credentials().apiKey(hash)
                .filter(credential -> ApiKeys.sameHash(credential.keyHash(), hash))
                .filter(credential -> credential.expiresAt().map(now::isBefore).orElse(true))
                .<Authentication>map(credential -> new Authentication.Passed(identity(credential)))
                .orElseGet(() -> refused(request, "Unauthorized"));
    }

    private static Identity.Verified identity(Credential.ApiKey credential) {
        return new Identity.Verified(Optional.of(credential.consumer()),
                new Identity.VerifiedCredential(credential.id(), credential.id()), List.of(),
                Headers.EMPTY, credential.expiresAt());
    }

    @Override
    public Authentication.Refused expired(Exchange exchange) {
        return refused(exchange.request(), "Unauthorized");
    }

    private Authentication.Refused refused(Request request, String message) {
        String challenge = realm.isEmpty() ? "Key" : "Key realm=\"" + realm + "\"";
        return new Authentication.Refused(
                Answers.error(request, 401, message).withHeader("WWW-Authenticate", challenge));
    }

    private Found find(Request request) {
        Query query = keyInQuery ? Query.parse(request.target().rawQuery()) : Query.EMPTY;
        for (String name : keyNames) {
            NamedValue value = find(name, request, query);
            switch (value) {
                case NamedValue.Text _,NamedValue.Several _ -> {
                    return new Found(name, value);
                }
                case NamedValue.Absent _,NamedValue.Other _ -> {
                }
            }
        }
        return new Found("", new NamedValue.Absent());
    }

    private NamedValue find(String name, Request request, Query query) {
        NamedValue value = keyInHeader
                ? NamedValue.of(HeaderLookup.all(request.headers(), name))
                : new NamedValue.Absent();
        if (value instanceof NamedValue.Absent) {
            value = BodyFields.inQuery(query, name);
        }
        return keyInBody && value instanceof NamedValue.Absent ? bodyOf(request).find(name) : value;
    }

    private static String hyphenated(String name) {
        return name.replace('_', '-');
    }

    private static BodyFields bodyOf(Request request) {
        return BodyFields.of(request.headers().first("Content-Type"), request.body());
    }

    @Override
    public UpstreamRequest hideCredential(Exchange exchange, Identity outcome) {
        Found found = hideCredentials ? find(exchange.request()) : new Found("", new NamedValue.Absent());
        return found.value() instanceof NamedValue.Text
                ? without(found.name(), exchange.upstream())
                : exchange.upstream();
    }

    private UpstreamRequest without(String name, UpstreamRequest upstream) {
        UpstreamRequest hidden = upstream.withoutHeader(name).withoutHeader(hyphenated(name));
        Query query = Query.parse(hidden.rawQuery());
        if (query.contains(name)) {
            hidden = hidden.withRawQuery(query.without(name).encoded());
        }
        BodyFields body = keyInBody
                ? BodyFields.of(hidden.headers().first("Content-Type"), hidden.body())
                : new BodyFields.None(hidden.body());
        return body.find(name) instanceof NamedValue.Absent ? hidden : hidden.withBody(body.without(name));
    }
}
