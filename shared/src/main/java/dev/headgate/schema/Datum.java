package dev.headgate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a file says, without how it says it: values with all defaults filled in, for printing and comparing. Immutable.
public sealed interface Datum {
    /// Text, and references by name.
    ///
    /// @param secret whether it is for nobody's eyes; [#toString] then shows `***`
    record Text(String text, boolean secret) implements Datum {
        @Override
        public String toString() {
            return secret ? "***" : "\"" + text + "\"";
        }
    }

    record Whole(long number) implements Datum {
        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    record Decimal(double number) implements Datum {
        @Override
        public String toString() {
            return Quoted.number(number);
        }
    }

    record Flag(boolean isSet) implements Datum {
        @Override
        public String toString() {
            return Boolean.toString(isSet);
        }
    }

    record Items(List<Datum> items) implements Datum {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.toString();
        }
    }

    /// A mapping.
    ///
    /// @param members in the order of the field table, or of the file where names are free
    record Members(List<Member> members) implements Datum {
        public Members {
            members = List.copyOf(members);
        }

        /// The value of that name.
        public Optional<Datum> member(String name) {
            return members.stream().filter(member -> member.name().equals(name)).map(Member::value).findFirst();
        }

        @Override
        public String toString() {
            return members.toString().replaceFirst("^\\[", "{").replaceFirst("\\]$", "}");
        }
    }

    /// An entry of a mapping.
    ///
    /// @param hasEffect whether Headgate does anything with it
    record Member(String name, Datum value, boolean hasEffect) {
        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    /// Everything that a mapping says.
    ///
    /// @param values of a file without mistakes
    /// @param schema that they were read by
    static Members of(Values values, RecordSchema schema) {
        List<Member> members = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!(field.type() instanceof FieldType.Anything)) {
                boolean hasEffect = !(field.support() instanceof Field.Support.WithoutEffect);
                values.any(field.name()).ifPresent(value -> members.add(new Member(field.name(),
                        of(value, field.type(), field.hidden()), hasEffect)));
            }
        }
        return new Members(members);
    }

    private static Datum of(Object value, FieldType type, boolean secret) {
        return switch (type) {
            case FieldType.Text _,FieldType.Choice _,FieldType.Reference _ -> new Text((String) value, secret);
            case FieldType.Whole _ -> new Whole((Long) value);
            case FieldType.Decimal _ -> new Decimal((Double) value);
            case FieldType.Flag _ -> new Flag((Boolean) value);
            case FieldType.ListOf list ->
                    new Items(((List<?>) value).stream().map(item -> of(item, list.item(), secret)).toList());
            case FieldType.MapOf map -> new Members(((Map<?, ?>) value).entrySet().stream()
                    .map(entry -> new Member((String) entry.getKey(), of(entry.getValue(), map.value(), secret), true))
                    .toList());
            case FieldType.Group(RecordSchema schema) -> of((Values) value, schema);
            case FieldType.Anything _ -> throw new IllegalStateException("what may be anything is never handed out");
        };
    }
}
