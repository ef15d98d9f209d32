package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.List;

/// The field table of the session plugin (kong/plugins/session/schema.lua).
final class SessionFields {
    private static final String IN_COOKIE = "It only matters where sessions are kept in a store, and here they are in"
            + " cookies.";
    private static final FieldType SECONDS = FieldType.decimal(0, 1e9);
    private static final FieldType PROPERTIES = FieldType.setOf(FieldType.oneOf(SessionProperty.kongNames()));
    private static final FieldType COOKIE_NAME = FieldType.text(new Rule<>(SessionFields::isToken,
            "\"%s\": no name that a cookie can have.", "Write letters, digits, - and _."));
    private static final FieldType ATTRIBUTE = FieldType.text(new Rule<>(SessionFields::isAttribute,
            "\"%s\": no value that an attribute of a cookie can have.",
            "Leave out semicolons and control characters."));

    static final RecordSchema TABLE = RecordSchema.of(
            required("secret", FieldType.text(),
                    "What cookies are encrypted with: long, random, and the same for all that share sessions. Another one "
                            + "ends all sessions.")
                    .secret().referenceable(),
            defaulted("storage", FieldType.oneOf("cookie", "kong"), "cookie", "Where sessions are kept.")
                    .refused("Kong keeps such sessions in its database.",
                            "Use cookie, which keeps them at the client."),
            defaulted("audience", FieldType.text(), "default",
                    "For which application the session is. Instances with the same secret and cookie share the cookie, and "
                            + "each sees the login of its own audience."),
            defaulted("idling_timeout", SECONDS, 900.0,
                    "After how many seconds without a request a session ends; 0 for never.").alias("cookie_idletime"),
            defaulted("rolling_timeout", SECONDS, 3600.0,
                    "How many seconds a session lasts unless it is renewed, which happens with a request after three "
                            + "quarters of them; 0 for ever.")
                    .alias("cookie_lifetime"),
            defaulted("absolute_timeout", SECONDS, 86400.0,
                    "After how many seconds a session ends whatever happens; 0 for never."),
            defaulted("stale_ttl", SECONDS, 10.0, "How many seconds a replaced session is still good.")
                    .alias("cookie_discard").withoutEffect(IN_COOKIE),
            defaulted("cookie_name", COOKIE_NAME, "session", "The name of the cookie."),
            defaulted("cookie_path", ATTRIBUTE, "/", "For which paths browsers send the cookie."),
            optional("cookie_domain", ATTRIBUTE,
                    "To which domain browsers send the cookie; absent for the host that set it."),
            defaulted("cookie_same_site", FieldType.oneOf("Strict", "Lax", "None", "Default"), "Strict",
                    "Whether browsers send the cookie with requests from other sites. None makes it secure too."),
            defaulted("cookie_http_only", FieldType.flag(), true, "Whether the cookie is kept from scripts.")
                    .alias("cookie_httponly"),
            defaulted("cookie_secure", FieldType.flag(), true, "Whether browsers send the cookie over HTTPS only."),
            defaulted("remember", FieldType.flag(), false,
                    "Whether a second, lasting cookie begins a new session when there is none.")
                    .alias("cookie_persistent"),
            defaulted("remember_cookie_name", COOKIE_NAME, "remember", "The name of the lasting cookie."),
            defaulted("remember_rolling_timeout", SECONDS, 604800.0,
                    "For how many seconds the lasting cookie is good after it was last renewed; 0 for ever."),
            defaulted("remember_absolute_timeout", SECONDS, 2592000.0,
                    "For how many seconds the lasting cookie is good in all; 0 for ever."),
            optional("response_headers", PROPERTIES, "What clients are told of the session, in fields Session-Id, "
                    + "Session-Timeout and so on."),
            optional("request_headers", PROPERTIES, "What the backend is told of the session, in the same fields."),
            defaulted("read_body_for_logout", FieldType.flag(), false,
                    "Whether a field of the body can end the session too."),
            defaulted("logout_methods", FieldType.setOf(FieldType.oneOf("GET", "POST", "DELETE")),
                    List.of("POST", "DELETE"), "Requests of these methods can end the session."),
            defaulted("logout_query_arg", FieldType.text(), "session_logout",
                    "A request with this query parameter ends the session."),
            defaulted("logout_post_arg", FieldType.text(), "session_logout",
                    "A request with this field in its form, JSON object or multipart form ends the session, where bodies "
                            + "are read for it."),
            defaulted("hash_subject", FieldType.flag(), false, "Whether stored metadata has subjects hashed.")
                    .withoutEffect(IN_COOKIE),
            defaulted("store_metadata", FieldType.flag(), false, "Whether metadata of sessions is stored.")
                    .withoutEffect(IN_COOKIE),
            optional("cookie_samesite", FieldType.oneOf("Strict", "Lax", "None", "off"),
                    "The deprecated form of cookie_same_site, over which it goes; off means Lax."),
            optional("cookie_renew", SECONDS, "When a cookie is renewed.")
                    .withoutEffect("Kong dropped it as well: cookies are renewed when it is time."))
            .check(SessionFields::checkNames);

    private SessionFields() {}

    static Session session(Values config) {
        String sameSite = switch (config.text("cookie_samesite")) {
            case "" -> config.text("cookie_same_site");
            case "off" -> "Lax";
            case String deprecated -> deprecated;
        };
        SessionCookies.Attributes attributes = new SessionCookies.Attributes(config.text("cookie_path"),
                config.text("cookie_domain"), sameSite, config.flag("cookie_secure"), config.flag("cookie_http_only"));
        return new Session(config.text("secret"), config.text("audience"), config.text("cookie_name"),
                new SessionTimeouts(config.decimal("idling_timeout"), config.decimal("rolling_timeout"),
                        config.decimal("absolute_timeout")),
                attributes, config.flag("remember"), config.text("remember_cookie_name"),
                new SessionTimeouts(0, config.decimal("remember_rolling_timeout"),
                        config.decimal("remember_absolute_timeout")),
                SessionProperty.of(config.texts("response_headers")),
                SessionProperty.of(config.texts("request_headers")),
                new Session.Logout(config.texts("logout_methods"), config.text("logout_query_arg"),
                        config.flag("read_body_for_logout") ? config.text("logout_post_arg") : ""));
    }

    private static void checkNames(Values config, Entity entity) {
        if (config.flag("remember") && config.text("cookie_name").equals(config.text("remember_cookie_name"))) {
            entity.report(Code.HG0108, config.location("remember_cookie_name"), "config.remember_cookie_name",
                    "\"" + config.text("cookie_name") + "\": the name of the session's own cookie.",
                    "Give the two cookies different names.");
        }
    }

    /// RFC 9110 §5.6.2, without what some readers of cookies stumble over.
    private static boolean isToken(String text) {
        return text.chars().allMatch(character -> character < 0x7f
                && (Character.isLetterOrDigit(character) || "!#$&'*+-.^_`|~".indexOf(character) >= 0));
    }

    private static boolean isAttribute(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character < 0x7f && character != ';');
    }
}
