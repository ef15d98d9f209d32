package dev.headgate.schema;

import java.util.ArrayList;
import java.util.List;

/// A row of a field table. Immutable; the `with…`-like methods return another row.
///
/// @param name Kong's name of the field
/// @param type the values it takes
/// @param presence whether it may be left out, and what it is then
/// @param support whether Headgate acts on it
/// @param aliases deprecated names that are read as this field, with a warning
/// @param hidden whether its value is a secret, which messages show as `***`
/// @param vaults whether vault references in it are resolved
/// @param doc one or two sentences for the user: what the field does, units, edge cases
public record Field(
        String name,
        FieldType type,
        Presence presence,
        Support support,
        List<String> aliases,
        boolean hidden,
        Vaults vaults,
        String doc) {

    /// Whether a field may be left out.
    public sealed interface Presence {
        /// Must be written, and not as null.
        record Required() implements Presence {}

        /// May be left out or null, and is then absent.
        record Optional() implements Presence {}

        /// May be left out or null, and then has this value, given in the type's Java form.
        record Defaulted(Object value) implements Presence {}
    }

    /// Whether vault references in a field are resolved.
    public sealed interface Vaults {
        /// They are, as in Kong.
        ///
        /// @param standIn what the field holds where nobody is to look references up; empty for the reference itself
        record Resolved(String standIn) implements Vaults {}

        /// They are texts like any other, as in Kong.
        record TakenLiterally() implements Vaults {}
    }

    /// Whether Headgate acts on a field.
    public sealed interface Support {
        /// It does.
        record Supported() implements Support {}

        /// It does not, and refuses a file that sets the field to anything but its default.
        ///
        /// @param reason why not, one sentence
        /// @param hint what to use instead
        record Refused(String reason, String hint) implements Support {}

        /// The setting has nothing to act on here; the file is used and a warning says why.
        record WithoutEffect(String reason) implements Support {}
    }

    /// A field that must be written.
    public static Field required(String name, FieldType type, String doc) {
        return new Field(name, type, new Presence.Required(), new Support.Supported(), List.of(), false,
                new Vaults.TakenLiterally(), doc);
    }

    /// A field that may be absent.
    public static Field optional(String name, FieldType type, String doc) {
        return new Field(name, type, new Presence.Optional(), new Support.Supported(), List.of(), false,
                new Vaults.TakenLiterally(), doc);
    }

    /// A field with a default, given in the type's Java form (`Long` for whole numbers).
    public static Field defaulted(String name, FieldType type, Object value, String doc) {
        return new Field(name, type, new Presence.Defaulted(value), new Support.Supported(), List.of(), false,
                new Vaults.TakenLiterally(), doc);
    }

    /// The same field, refused when it is set to anything but its default.
    public Field refused(String reason, String hint) {
        return new Field(name, type, presence, new Support.Refused(reason, hint), aliases, hidden, vaults, doc);
    }

    /// The same field, accepted with a warning and without effect.
    public Field withoutEffect(String reason) {
        return new Field(name, type, presence, new Support.WithoutEffect(reason), aliases, hidden, vaults, doc);
    }

    /// The same field, also read from a deprecated name.
    public Field alias(String deprecatedName) {
        List<String> more = new ArrayList<>(aliases);
        more.add(deprecatedName);
        return new Field(name, type, presence, support, List.copyOf(more), hidden, vaults, doc);
    }

    /// The same field, holding a secret: no message shows its value.
    public Field secret() {
        return new Field(name, type, presence, support, aliases, true, vaults, doc);
    }

    /// The same field, in which vault references are resolved: the text itself, or the texts of a list or mapping.
    /// To be used where Kong's schema says `referenceable`.
    public Field referenceable() {
        return referenceable("");
    }

    /// The same field, in which vault references are resolved.
    ///
    /// @param standIn a value of the field's form, such as a URL, for where nobody is to look references up
    public Field referenceable(String standIn) {
        return new Field(name, type, presence, support, aliases, hidden, new Vaults.Resolved(standIn), doc);
    }
}
