package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A Cognito user pool whose tokens openid-connect plugins can trust.
///
/// @param regions where there is a pool; empty for the first Region of the deployment
/// @param domainPrefix of the pool's own pages and token endpoint; the Region is put behind it
/// @param resourceServer what full scopes begin with, such as `orders` in `orders/read`
/// @param scopes description by name
/// @param callbackUrls where the web client may send users after they signed in; none for no web client
/// @param logoutUrls where it may send them after they signed out
/// @param mfa whether users need a second factor
/// @param selfSignUp whether people may make accounts themselves
/// @param tokenMinutes how long access and ID tokens count
/// @param issuers the issuers of all pools, once they are known; for gateways in several Regions
public record CognitoSettings(
        List<String> regions,
        String domainPrefix,
        String resourceServer,
        Map<String, String> scopes,
        List<String> callbackUrls,
        List<String> logoutUrls,
        Mfa mfa,
        boolean selfSignUp,
        int tokenMinutes,
        List<String> issuers) {
    /// What Cognito allows for access tokens (Amazon Cognito developer guide, "Managing user pool token expiration").
    private static final long TOKEN_MINUTES_MIN = 5;
    private static final long TOKEN_MINUTES_MAX = 1_440;

    public CognitoSettings {
        regions = List.copyOf(regions);
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
        callbackUrls = List.copyOf(callbackUrls);
        logoutUrls = List.copyOf(logoutUrls);
        issuers = List.copyOf(issuers);
    }

    /// Whether programs get tokens by an id and a secret. Cognito gives them scopes of a resource server only.
    boolean hasMachineClient() {
        return !scopes.isEmpty();
    }

    /// Whether users can sign in.
    boolean hasWebClient() {
        return !callbackUrls.isEmpty();
    }

    /// Whether users need a second factor.
    public enum Mfa {
        OFF, OPTIONAL, REQUIRED
    }

    static final RecordSchema TABLE = RecordSchema.of(
            optional("regions", FieldType.setOf(SettingsRules.region()),
                    "Where there is a user pool; without it, the first Region. A pool is not replicated."),
            required("domain_prefix",
                    FieldType.text(List.of(SettingsRules.matching("[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?",
                            "'%s' is no prefix: lower-case letters, digits and hyphens, at most 42.", ""),
                            SettingsRules.matching("(?!.*(aws|amazon|cognito)).*",
                                    "'%s': Cognito keeps names with aws, amazon or cognito in them for itself.", ""))),
                    "What the name of the pool's pages and token endpoint begins with; the Region follows. Nobody else "
                            + "may have it."),
            defaulted("resource_server", FieldType.text(SettingsRules.matching("[!#-\\[\\]-~]{1,256}",
                    "'%s' has a blank, a quotation mark or a backslash in it, or more than 256 characters.", "")),
                    "api", "What the names of scopes begin with."),
            optional("scopes", new FieldType.MapOf(FieldType.text(SettingsRules.matching("[!#-.0-\\[\\]-~]{1,256}",
                    "'%s' has a blank, a slash, a quotation mark or a backslash in it, or more than 256 characters.",
                    "")), FieldType.text(
                            SettingsRules.matching("(?s).{1,256}",
                                    "a description has at most 256 characters.", ""))),
                    "Scopes with a description each. Without it there is no client for machines."),
            optional("callback_urls", FieldType.setOf(FieldType.text(SettingsRules.RETURN_URL)),
                    "Where the web client may send users after they signed in. Without it there is no web client."),
            optional("logout_urls", FieldType.setOf(FieldType.text(SettingsRules.RETURN_URL)),
                    "Where it may send them after they signed out."),
            defaulted("mfa", FieldType.oneOf("off", "optional", "required"), "optional",
                    "Whether users need a second factor (an authenticator app)."),
            defaulted("self_sign_up", FieldType.flag(), false, "Whether people may make accounts themselves."),
            defaulted("token_minutes", FieldType.whole(TOKEN_MINUTES_MIN, TOKEN_MINUTES_MAX), 60L,
                    "How long access and ID tokens count."),
            optional("issuers", FieldType.setOf(FieldType.text(SettingsRules.COGNITO_ISSUER)),
                    "The issuers of the pools, as the identity stacks put them out: with several Regions, each has to "
                            + "trust the tokens of all."));

    static CognitoSettings of(Values values) {
        return new CognitoSettings(values.texts("regions"), values.text("domain_prefix"),
                values.text("resource_server"), values.map("scopes", String.class), values.texts("callback_urls"),
                values.texts("logout_urls"), Mfa.valueOf(values.text("mfa").toUpperCase(Locale.ROOT)),
                values.flag("self_sign_up"), values.integer("token_minutes"), values.texts("issuers"));
    }
}
