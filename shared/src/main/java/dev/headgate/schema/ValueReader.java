package dev.headgate.schema;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Location;
import dev.headgate.diagnostic.Severity;
import dev.headgate.vault.VaultReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads single values by their type; empty for one that is wrong, which has then been reported.
final class ValueReader {
    private ValueReader() {}

    /// @param nested takes the locations of the value's parts
    static Optional<Object> read(FieldType type, Place place, Map<String, Location> nested) {
        if (!(type instanceof FieldType.Anything) && place.node() instanceof ScalarNode scalar
                && type instanceof FieldType.Text text && VaultReference.isMeant(scalar.getValue())) {
            return referenced(text, scalar.getValue(), place);
        }
        if (!(type instanceof FieldType.Anything) && place.node() instanceof ScalarNode scalar
                && !FilledIn.is(scalar)) {
            Optional<Placeholder> placeholder = Placeholder.in(scalar.getValue());
            if (placeholder.isPresent()) {
                place.refuse(placeholder.get().code(), placeholder.get().message(), placeholder.get().hint());
                if (placeholder.get().code().severity() == Severity.ERROR) {
                    return Optional.empty();
                }
            }
        }
        return switch (type) {
            case FieldType.Text text -> text(place.node()).map(written -> obeys(text, written, place))
                    .orElseGet(() -> wrongType(type, place));
            case FieldType.Choice(List<String> words) -> text(place.node()).map(word -> words.contains(word)
                    ? Optional.<Object>of(word)
                    : place.refuse(Code.HG0107, place.shown() + ": expected one of: " + String.join(", ", words) + ".",
                            place.hidden() ? "" : closest(word, words)))
                    .orElseGet(() -> wrongType(type, place));
            case FieldType.Whole(long min, long max) -> wholeNumber(place.node())
                    .map(number -> inRange(number, min, max, place)).orElseGet(() -> wrongType(type, place));
            case FieldType.Decimal(double min, double max) -> number(place.node())
                    .map(number -> inRange(number, min, max, place)).orElseGet(() -> wrongType(type, place));
            case FieldType.Flag _ -> flag(place.node()).<Optional<Object>>map(Optional::of)
                    .orElseGet(() -> wrongType(type, place));
            case FieldType.ListOf list -> place.node() instanceof SequenceNode sequence
                    ? readList(list, sequence, place, nested)
                    : wrongType(type, place);
            case FieldType.MapOf map -> place.node() instanceof MappingNode mapping
                    ? readMap(map, mapping, place, nested)
                    : wrongType(type, place);
            case FieldType.Group(RecordSchema schema) -> place.node() instanceof MappingNode mapping
                    ? place.reader().readGroup(mapping, schema, place.path() + place.name() + ".", place.problems())
                            .map(Object.class::cast)
                    : wrongType(type, place);
            case FieldType.Reference reference -> reference(reference, place);
            case FieldType.Anything _ -> Optional.of(place.node());
        };
    }

    /// The text of a vault's secret. A field that nothing here acts on keeps the reference, whatever Kong would do.
    private static Optional<Object> referenced(FieldType.Text type, String reference, Place place) {
        if (!(place.field().support() instanceof Field.Support.Supported)) {
            return Optional.of(reference);
        }
        return switch (place.field().vaults()) {
            case Field.Vaults.TakenLiterally _ -> {
                place.refuse(Code.HG0311, "the reference is taken literally, as in Kong"
                        + (place.hidden() ? ": whoever knows this file knows the secret." : "."),
                        "Write the value itself; vault references work in other fields only.");
                yield obeys(type, reference, place);
            }
            case Field.Vaults.Resolved(String standIn) -> switch (place.reader().references().find(reference)) {
                case References.Found.Value(String text) -> obeys(type, text, place.concealed());
                case References.Found.NotLookedUp _ -> Optional.of(standIn.isEmpty() ? reference : standIn);
                case References.Found.AsWritten _ -> Optional.of(reference);
                case References.Found.Nothing(Code code, String message, String hint) ->
                        place.refuse(code, message, hint);
            };
        };
    }

    /// A reference is text, or a mapping with exactly one of the names that references go by.
    private static Optional<Object> reference(FieldType.Reference type, Place place) {
        Node node = place.node();
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> tuples = mapping.getValue();
            if (tuples.size() != 1 || !type.keys().contains(SchemaReader.key(tuples.get(0).getKeyNode()))) {
                return place.refuse(Code.HG0102, "a reference names its entity by exactly one of: "
                        + String.join(", ", type.keys()) + ".", "Write only the name of the entity.");
            }
            node = tuples.get(0).getValueNode();
        }
        return text(node).filter(name -> !name.isEmpty()).<Optional<Object>>map(Optional::of)
                .orElseGet(() -> wrongType(type, place));
    }

    private static Optional<Object> readList(FieldType.ListOf type, SequenceNode sequence, Place place,
            Map<String, Location> nested) {
        List<Object> items = new ArrayList<>(sequence.getValue().size());
        Set<Object> seen = new HashSet<>();
        boolean sound = true;
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Place itemPlace = place.item(i, sequence.getValue().get(i));
            nested.put(itemPlace.name(), itemPlace.location());
            Optional<Object> item = read(type.item(), itemPlace, nested);
            sound &= item.isPresent();
            if (item.isPresent() && (!type.distinct() || seen.add(item.get()))) {
                if (items.size() < i) {
                    nested.put(place.name() + "[" + items.size() + "]", itemPlace.location());
                }
                items.add(item.get());
            }
        }
        if (sound && items.size() < type.minLength()) {
            return place.refuse(Code.HG0106, "length must be at least " + type.minLength() + ".", "");
        }
        return sound ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    private static Optional<Object> readMap(FieldType.MapOf type, MappingNode mapping, Place place,
            Map<String, Location> nested) {
        Map<String, Object> entries = new LinkedHashMap<>();
        boolean sound = true;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = SchemaReader.key(tuple.getKeyNode());
            Place keyPlace = new Place(place.path(), place.name() + "." + Quoted.shortened(key), place.field(),
                    false, tuple.getKeyNode(), place.reader(), place.problems());
            boolean keyObeys = obeys(type.key(), key, keyPlace).isPresent();
            Place valuePlace = place.entry(key, tuple.getValueNode());
            nested.put(valuePlace.name(), valuePlace.location());
            Optional<Object> value = read(type.value(), valuePlace, nested);
            value.ifPresent(read -> entries.put(key, read));
            sound &= keyObeys && value.isPresent();
        }
        return sound ? Optional.of(entries) : Optional.empty();
    }

    private static Optional<Object> obeys(FieldType.Text type, String text, Place place) {
        if (text.length() < type.minLength()) {
            return place.refuse(Code.HG0106, "length must be at least " + type.minLength() + ".", "");
        }
        for (Rule<String> rule : type.rules()) {
            if (!rule.holds().test(text)) {
                String shown = place.hidden() ? "***" : rule.shown().apply(text);
                return place.refuse(Code.HG0105, rule.message().replace("%s", shown), rule.hint());
            }
        }
        return Optional.of(text);
    }

    private static Optional<Object> inRange(long number, long min, long max, Place place) {
        return number >= min && number <= max
                ? Optional.of(number)
                : place.refuse(Code.HG0106, place.shown() + ": value should be between " + min + " and " + max + ".",
                        "");
    }

    private static Optional<Object> inRange(double number, double min, double max, Place place) {
        return number >= min && number <= max
                ? Optional.of(number)
                : place.refuse(Code.HG0106, place.shown() + ": value should be between " + Quoted.number(min) + " and "
                        + Quoted.number(max) + ".", "");
    }

    private static Optional<Object> wrongType(FieldType type, Place place) {
        return place.refuse(Code.HG0102, place.shown() + ": expected " + type.kongName() + ".", hint(type, place));
    }

    private static String hint(FieldType type, Place place) {
        boolean isScalar = place.node() instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL);
        return switch (type) {
            case FieldType.Text _,FieldType.Choice _,FieldType.Reference _ when isScalar ->
                    place.hidden() ? "Quote it." : "Quote it: \"" + Quoted.describe(place.node()) + "\".";
            case FieldType.Whole(long min, long max) -> "Write a whole number from " + min + " to " + max + ".";
            case FieldType.Decimal(double min, double max) ->
                    "Write a number from " + Quoted.number(min) + " to " + Quoted.number(max) + ".";
            case FieldType.Flag _ -> "Write true or false, without quotation marks.";
            case FieldType.ListOf _ when isScalar ->
                    place.hidden() ? "Write a list." : "Write a list: [" + Quoted.describe(place.node()) + "].";
            default -> "";
        };
    }

    private static String closest(String word, List<String> words) {
        return EditDistance.closest(word, words).map(meant -> "Did you mean " + meant + "?").orElse("");
    }

    private static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar && node.getTag().equals(Tag.STR)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static Optional<Long> wholeNumber(Node node) {
        return number(node).filter(number -> number == Math.rint(number) && Math.abs(number) <= 1L << 53)
                .map(Double::longValue);
    }

    private static Optional<Double> number(Node node) {
        boolean isNumber = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        return isNumber && node instanceof ScalarNode scalar
                ? PlainScalar.number(scalar.getValue())
                : Optional.empty();
    }

    private static Optional<Boolean> flag(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Optional.empty();
        }
        boolean isFlag = scalar.getScalarStyle() == ScalarStyle.PLAIN || node.getTag().equals(Tag.BOOL);
        return isFlag ? PlainScalar.flag(scalar.getValue()) : Optional.empty();
    }
}
