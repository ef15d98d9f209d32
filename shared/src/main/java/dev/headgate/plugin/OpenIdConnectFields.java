package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The fields of openid-connect that Headgate acts on, and the checks over several of them. Names and defaults are those of
/// Kong's published schema (developer.konghq.com, plugins/openid-connect/reference, 3.4 to 3.15).
final class OpenIdConnectFields {
    private static final double YEAR_SECONDS = 31_536_000;
    private static final FieldType.Text ADDRESS = FieldType.text(new Rule<>(OpenIdConnectFields::isAddress,
            "\"%s\": expected an http or https address.", "Write the whole address, beginning with https://."));
    private static final FieldType NAMES = FieldType.listOf(FieldType.text());
    private static final FieldType METHODS = FieldType.setOf(FieldType.oneOf("authorization_code", "bearer",
            "client_credentials", "introspection", "kong_oauth2", "password", "refresh_token", "session", "userinfo"));
    /// Fields that say how the message itself is framed or routed, which no claim may.
    private static final Set<String> FRAMING = Set.of("connection", "content-length", "content-type", "host",
            "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");
    private static final FieldType.Text CLAIM_HEADER = FieldType.text(List.of(Rules.HEADER_NAME,
            new Rule<>(name -> !FRAMING.contains(name.toLowerCase(Locale.ROOT)),
                    "\"%s\": a claim cannot stand in this header field.", "Choose another name.")));

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    static final RecordSchema SCHEMA = RecordSchema
            .of(Stream.concat(supported().stream(), OpenIdConnectOtherFields.all().stream()).toArray(Field[]::new))
            .check(OpenIdConnectFields::onlyBearer).check(OpenIdConnectFields::cookieIsNamed)
            .check(OpenIdConnectFields::claimsHaveHeaders).check(OpenIdConnectFields::keysComeSafely);

    private OpenIdConnectFields() {}

    private static List<Field> supported() {
        List<Field> fields = new ArrayList<>();
        fields.addAll(List.of(
                required("issuer", ADDRESS, "The provider's issuer, or the address of its discovery document.")
                        .referenceable("https://vault.invalid"),
                defaulted("auth_methods", METHODS,
                        List.of("authorization_code", "bearer", "client_credentials", "introspection", "kong_oauth2",
                                "password", "refresh_token", "session", "userinfo"),
                        "How requests may be authenticated. Write `[bearer]`: Headgate has no other method, and Kong's "
                                + "default is all of them."),
                optional("issuers_allowed", NAMES,
                        "What `iss` may be. Without it, the issuer that the discovery document names.")
                        .referenceable(),
                optional("jwks_endpoint", ADDRESS,
                        "The address of the key set, instead of the one that the discovery document names."),
                optional("extra_jwks_uris", FieldType.setOf(ADDRESS),
                        "Addresses of further key sets. Their keys may sign for every allowed issuer.")
                        .referenceable("https://vault.invalid/keys"),
                defaulted("rediscovery_lifetime", FieldType.decimal(1, YEAR_SECONDS), 30.0,
                        "How many seconds to wait after one fetch of keys before the next, whatever tokens ask for."),
                defaulted("cache_ttl", FieldType.decimal(1, YEAR_SECONDS), 3600.0,
                        "After how many seconds keys are fetched again though none is missing."),
                defaulted("leeway", FieldType.decimal(0, YEAR_SECONDS), 0.0,
                        "How many seconds the provider's clock may be off: for `exp`, `nbf` and `iat`.")));
        fields.addAll(tokens());
        fields.addAll(requirements());
        fields.addAll(identity());
        fields.addAll(answers());
        return fields;
    }

    private static List<Field> tokens() {
        return List.of(
                defaulted("bearer_token_param_type",
                        FieldType.setOf(FieldType.oneOf("header", "query", "body", "cookie")),
                        List.of("header", "query"),
                        "Where tokens are looked for, in this order: `Authorization: Bearer`, `access-token` and "
                                + "`x-access-token`; the query parameter or form field `access_token`; a cookie."),
                optional("bearer_token_header_name", FieldType.text(Rules.HEADER_NAME),
                        "The only header field to look at, with or without the word Bearer."),
                optional("bearer_token_cookie_name", FieldType.text(), "The cookie to look at."),
                defaulted("hide_credentials", FieldType.flag(), false,
                        "Whether the token is taken out of where it was found. The backend still gets it as "
                                + "`upstream_access_token_header` says."),
                defaulted("upstream_access_token_header", FieldType.text(), "authorization:bearer",
                        "The header field in which the backend gets the token. `:bearer` puts the word Bearer in "
                                + "front."));
    }

    private static List<Field> requirements() {
        List<Field> fields = new ArrayList<>();
        String how = " Values in one text, between blanks, must all be there; of several texts one is enough.";
        fields.add(optional("audience_required", NAMES, "Which audiences the token must be for." + how));
        fields.add(defaulted("audience_claim", NAMES, List.of("aud"), "The claim with the audiences. Where it is `aud` "
                + "and the token has none, `client_id` counts, as for API Gateway: Cognito's access tokens have no "
                + "`aud`."));
        fields.add(optional("scopes_required", NAMES, "Which scopes the token must have." + how));
        fields.add(defaulted("scopes_claim", NAMES, List.of("scope"), "The claim with the scopes."));
        fields.add(optional("groups_required", NAMES, "Which groups the token must name." + how));
        fields.add(defaulted("groups_claim", NAMES, List.of("groups"),
                "The claim with the groups, such as `cognito:groups`."));
        fields.add(optional("roles_required", NAMES, "Which roles the token must name." + how));
        fields.add(defaulted("roles_claim", NAMES, List.of("roles"), "The claim with the roles."));
        return fields;
    }

    private static List<Field> identity() {
        RecordSchema header = RecordSchema.of(
                required("header", CLAIM_HEADER, "The header field."),
                required("path", FieldType.listOf(FieldType.text()),
                        "Where the claim stands, from the outside inwards."));
        return List.of(
                optional("consumer_claim", NAMES, "The claim that names the consumer. Without it, tokens stand for "
                        + "themselves."),
                optional("consumer_claims", FieldType.listOf(NAMES),
                        "Several such claims; the first that the token has counts."),
                defaulted("consumer_by", FieldType.setOf(FieldType.oneOf("id", "username", "custom_id")),
                        List.of("username", "custom_id"), "What of consumers it is compared with, in this order."),
                defaulted("consumer_optional", FieldType.flag(), false,
                        "Whether a token that names no consumer is good all the same."),
                defaulted("credential_claim", NAMES, List.of("sub"),
                        "The claim that names the caller where there is no consumer, for rate limits and for the "
                                + "backend."),
                optional("authenticated_groups_claim", NAMES,
                        "The claim with the groups that the acl plugin compares."),
                optional("upstream_headers_claims", NAMES, "Claims that the backend is told, top level only."),
                optional("upstream_headers_names", FieldType.listOf(CLAIM_HEADER),
                        "The header fields that carry them, in the same order. What clients send under these names is "
                                + "always removed."),
                optional("upstream_headers", FieldType.listOf(FieldType.group(header)),
                        "Claims that the backend is told, at any depth."),
                AuthenticationFields.ANONYMOUS, AuthenticationFields.RUN_ON_PREFLIGHT);
    }

    private static List<Field> answers() {
        return List.of(
                defaulted("unauthorized_error_message", FieldType.text(), "Unauthorized", "The message of a 401."),
                defaulted("forbidden_error_message", FieldType.text(), "Forbidden", "The message of a 403."),
                defaulted("expose_error_code", FieldType.flag(), true,
                        "Whether WWW-Authenticate says what is wrong: `invalid_token` or `insufficient_scope`."));
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void onlyBearer(Values config, Entity entity) {
        if (!config.texts("auth_methods").equals(List.of("bearer"))) {
            entity.report(Code.HG0205, config.location("auth_methods"), "config.auth_methods",
                    "Headgate authenticates by bearer tokens only, not by "
                            + String.join(", ", config.texts("auth_methods").stream()
                                    .filter(method -> !method.equals("bearer")).toList())
                            + ".",
                    "Write auth_methods: [bearer].");
        }
    }

    private static void cookieIsNamed(Values config, Entity entity) {
        if (config.texts("bearer_token_param_type").contains("cookie") && !config.has("bearer_token_cookie_name")) {
            entity.report(Code.HG0108, config.location("bearer_token_param_type"), "config.bearer_token_cookie_name",
                    "tokens are looked for in a cookie that has no name.", "Write bearer_token_cookie_name: the name.");
        }
    }

    private static void claimsHaveHeaders(Values config, Entity entity) {
        int claims = config.texts("upstream_headers_claims").size();
        int names = config.texts("upstream_headers_names").size();
        if (claims != names) {
            entity.report(Code.HG0108, config.location("upstream_headers_names"), "config.upstream_headers_names",
                    names + " header names for " + claims + " claims.", "Write one name for each claim.");
        }
    }

    /// Over plain HTTP, whoever is on the way chooses the keys; on this machine nobody is.
    private static void keysComeSafely(Values config, Entity entity) {
        Map<String, List<String>> addresses = Map.of("issuer", List.of(config.text("issuer")), "jwks_endpoint",
                config.has("jwks_endpoint") ? List.of(config.text("jwks_endpoint")) : List.of(), "extra_jwks_uris",
                config.texts("extra_jwks_uris"));
        addresses.forEach((field, texts) -> texts.stream().map(URI::create)
                .filter(address -> "http".equalsIgnoreCase(address.getScheme()) && !LOCAL.contains(address.getHost()))
                .forEach(address -> entity.report(Code.HG0308, config.location(field), "config." + field,
                        "\"" + address + "\": keys come unprotected, so that whoever can change them on the way can "
                                + "make tokens.",
                        "Use https.")));
    }
}
