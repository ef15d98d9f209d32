package dev.headgate.plugin;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Rule;

/// Rows that the field tables of authentication plugins share.
final class AuthenticationFields {
    static final Field ANONYMOUS = Field.optional("anonymous", FieldType.text(),
            "Id or username of the consumer that a request passes as when it is not authenticated. Without it, such a "
                    + "request is refused.");
    static final Field RUN_ON_PREFLIGHT = Field.defaulted("run_on_preflight", FieldType.flag(), true,
            "Whether OPTIONS requests are authenticated too.");

    /// A realm stands inside a quoted string, and Kong writes it there without escapes.
    static final FieldType REALM_TEXT = FieldType.text(new Rule<>(AuthenticationFields::isQuotable,
            "\"%s\": a realm stands between quotes in a header field.",
            "Leave out quotes, backslashes and control characters."));

    private AuthenticationFields() {}

    private static boolean isQuotable(String text) {
        return text.chars().noneMatch(character -> character < ' ' || character == '"' || character == '\\'
                || character == 0x7f);
    }
}
