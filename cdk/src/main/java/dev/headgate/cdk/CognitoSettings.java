package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
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
        List<String> issuers) {
    /// Whether users need a second factor.
    public enum Mfa {
        OFF, OPTIONAL, REQUIRED
    }

    static final RecordSchema TABLE = RecordSchema.of(
            optional("regions", FieldType.setOf(SettingsRules.region()),
                    "Where there is a user pool; without it, the first Region. A pool is not replicated."),
            required("domain_prefix", FieldType.text(SettingsRules.matching("[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?",
                    "'%s' is no prefix: lower-case letters, digits and hyphens, at most 42.", "")),
                    "What the name of the pool's pages and token endpoint begins with; the Region follows."),
            defaulted("resource_server", FieldType.text(), "api", "What the names of scopes begin with."),
            optional("scopes", FieldType.mapOf(FieldType.text()), "Scopes with a description each."),
            optional("callback_urls", FieldType.setOf(FieldType.text()),
                    "Where the web client may send users after they signed in. Without it there is no web client."),
            optional("logout_urls", FieldType.setOf(FieldType.text()),
                    "Where it may send them after they signed out."),
            defaulted("mfa", FieldType.oneOf("off", "optional", "required"), "optional",
                    "Whether users need a second factor (an authenticator app)."),
            defaulted("self_sign_up", FieldType.flag(), false, "Whether people may make accounts themselves."),
            optional("issuers", FieldType.setOf(FieldType.text()),
                    "The issuers of the pools, as the identity stacks put them out: with several Regions, each has to "
                            + "trust the tokens of all."));

    static CognitoSettings of(Values values) {
        return new CognitoSettings(values.texts("regions"), values.text("domain_prefix"),
                values.text("resource_server"), values.map("scopes", String.class), values.texts("callback_urls"),
                values.texts("logout_urls"), Mfa.valueOf(values.text("mfa").toUpperCase(Locale.ROOT)),
                values.flag("self_sign_up"), values.texts("issuers"));
    }
}
