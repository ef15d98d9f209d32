package dev.headgate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A field table as documentation shows it: a row for each field, those of nested mappings under dotted names.
public final class FieldRows {
    private FieldRows() {}

    /// A Markdown table of a plugin's fields.
    public static String table(RecordSchema schema) {
        return "| field | type | default | what it does |\n|---|---|---|---|\n" + of(schema).stream()
                .map(row -> "| `" + row.name() + "` | " + type(row.field()) + " | " + presence(row.field()) + " | "
                        + row.field().doc() + vaults(row.field()) + support(row.field()) + " |\n")
                .collect(Collectors.joining());
    }

    /// A field and the name that it goes by in the whole table: `healthchecks.active.type`.
    public record Row(String name, Field field) {}

    /// The fields of a table, each followed by those inside it.
    public static List<Row> of(RecordSchema schema) {
        List<Row> rows = new ArrayList<>();
        add(schema, "", rows);
        return rows;
    }

    private static void add(RecordSchema schema, String prefix, List<Row> rows) {
        for (Field field : schema.fields()) {
            rows.add(new Row(prefix + field.name(), field));
            add(inside(field.type()), prefix + field.name() + suffix(field.type()), rows);
        }
    }

    private static RecordSchema inside(FieldType type) {
        return switch (type) {
            case FieldType.Group(RecordSchema nested) -> nested;
            case FieldType.ListOf list when list.item() instanceof FieldType.Group(RecordSchema nested) -> nested;
            default -> RecordSchema.of();
        };
    }

    private static String suffix(FieldType type) {
        return type instanceof FieldType.ListOf ? "[]." : ".";
    }

    /// Whether a vault may hold the field's value.
    public static String vaults(Field field) {
        return switch (field.vaults()) {
            case Field.Vaults.Resolved _ -> " May be a vault reference.";
            case Field.Vaults.TakenLiterally _ -> "";
        };
    }

    private static String support(Field field) {
        return switch (field.support()) {
            case Field.Support.Supported _ -> "";
            case Field.Support.Refused(String reason, String hint) ->
                    (" **Refused:** " + reason + " " + hint).stripTrailing();
            case Field.Support.WithoutEffect(String reason) -> " **Without effect:** " + reason;
        };
    }

    /// What values a field takes.
    public static String type(Field field) {
        return name(field.type());
    }

    private static String name(FieldType type) {
        return switch (type) {
            case FieldType.Text _ -> "text";
            case FieldType.Choice(List<String> words) ->
                    words.stream().map(FieldRows::code).collect(Collectors.joining(", "));
            case FieldType.Whole(long min, long max) -> "whole number, " + range((double) min, (double) max);
            case FieldType.Decimal(double min, double max) -> "number, " + range(min, max);
            case FieldType.Flag _ -> "true or false";
            case FieldType.ListOf(FieldType item, int _, boolean distinct) ->
                    (distinct ? "set of " : "list of ") + name(item);
            case FieldType.MapOf(FieldType.Text _, FieldType value) -> "map to " + name(value);
            case FieldType.Group _ -> "group";
            case FieldType.Reference _ -> "name or id";
            case FieldType.Anything _ -> "anything";
        };
    }

    /// Bounds that no user will meet are left out.
    private static String range(double min, double max) {
        if (max < 1L << 53) {
            return Quoted.number(min) + " to " + Quoted.number(max);
        }
        return min <= -(1L << 53) ? "any" : "at least " + Quoted.number(min);
    }

    /// What holds where a field is not written.
    public static String presence(Field field) {
        return switch (field.presence()) {
            case Field.Presence.Required _ -> "required";
            case Field.Presence.Optional _ -> "none";
            case Field.Presence.Defaulted(Object value) -> switch (value) {
                case List<?> list when list.isEmpty() -> "empty";
                case List<?> list -> list.stream().map(FieldRows::code).collect(Collectors.joining(", "));
                case String text when text.isEmpty() -> "empty";
                case Double number -> code(Quoted.number(number));
                case String _,Boolean _,Number _ -> code(value);
                default -> "as its fields";
            };
        };
    }

    private static String code(Object value) {
        return "`" + value + "`";
    }
}
