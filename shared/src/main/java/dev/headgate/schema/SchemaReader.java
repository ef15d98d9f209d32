package dev.headgate.schema;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Applies a field table to a node of a parsed file, reporting every mistake on the way.
///
/// Messages are worded like those of Kong's schema library (kong/db/schema/init.lua), since users search for them.
///
/// It keeps nothing; one may be used by many threads.
public final class SchemaReader {
    private final References references;
    private final boolean checks;

    /// A reader that looks no vault references up.
    public SchemaReader() {
        this(References.NOT_LOOKED_UP);
    }

    public SchemaReader(References references) {
        this(references, true);
    }

    private SchemaReader(References references, boolean checks) {
        this.references = references;
        this.checks = checks;
    }

    /// A reader for what is known to be sound, which keeps vault references as they are written.
    public static SchemaReader asWritten() {
        return new SchemaReader(References.AS_WRITTEN, false);
    }

    /// What vault references stand for.
    References references() {
        return references;
    }

    /// Where a node begins. A node knows its file by itself, since a configuration may be made of several.
    public Location locate(Node node) {
        Mark mark = node.getStartMark().orElseThrow();
        return new Location(mark.getName(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// Reads a mapping; empty when anything in it is wrong, with every mistake reported to the entity.
    ///
    /// @param prefix what stands before field names in messages: empty, or `config.`
    public Optional<Values> read(Node node, RecordSchema schema, Entity entity, String prefix) {
        Problems problems = new Problems(entity, prefix);
        if (!(node instanceof MappingNode mapping)) {
            return problems.refuse(Code.HG0102, locate(node), "", Quoted.describe(node) + ": expected a record.",
                    "Write a mapping of field names to values.");
        }
        Values values = readFields(mapping, schema, "", problems);
        if (checks) {
            schema.checks().forEach(check -> run(check, values, entity));
        }
        return problems.none() ? Optional.of(values) : Optional.empty();
    }

    private static void run(RecordSchema.Check check, Values values, Entity entity) {
        try {
            check.check(values, entity);
        } catch (Values.WrongFieldException _) {
            // What the check would have looked at is wrong by itself, and reported.
        }
    }

    /// Reads a mapping inside another; empty when anything in it is wrong.
    Optional<Values> readGroup(MappingNode mapping, RecordSchema schema, String path, Problems problems) {
        int before = problems.count();
        Values values = readFields(mapping, schema, path, problems);
        return problems.count() == before ? Optional.of(values) : Optional.empty();
    }

    private Values readFields(MappingNode mapping, RecordSchema schema, String path, Problems problems) {
        Map<String, Values.Value> values = new HashMap<>();
        Map<String, Location> nested = new HashMap<>();
        Set<String> wrong = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = key(tuple.getKeyNode());
            Optional<Field> known = schema.field(key);
            if (known.isEmpty()) {
                problems.report(Code.HG0104, locate(tuple.getKeyNode()), path + Quoted.shortened(key),
                        "unknown field.", suggestion(key, schema));
                continue;
            }
            Field field = known.get();
            if (!field.name().equals(key)) {
                problems.report(Code.HG0304, locate(tuple.getKeyNode()), path + key,
                        "deprecated, read as " + field.name() + ".", "Write " + field.name() + " instead.");
            }
            Place place = new Place(path, field.name(), field, field.hidden(), tuple.getValueNode(), this,
                    problems);
            if (!readField(field, place, values, nested)) {
                wrong.add(field.name());
            }
        }
        for (Field field : schema.required()) {
            if (!values.containsKey(field.name()) && wrong.add(field.name())) {
                problems.report(Code.HG0103, locate(mapping), path + field.name(), "required field missing.",
                        field.doc());
            }
        }
        return new Values(schema, locate(mapping), values, nested, wrong);
    }

    private boolean readField(Field field, Place place, Map<String, Values.Value> values,
            Map<String, Location> nested) {
        if (field.type() instanceof FieldType.Anything || isNull(place.node())) {
            return true;
        }
        Optional<Object> value = ValueReader.read(field.type(), place, nested);
        if (value.isEmpty()) {
            nested.put(field.name(), place.location());
            return false;
        }
        Values.Value earlier = values.get(field.name());
        if (earlier != null && !earlier.value().equals(value.get())) {
            nested.put(field.name(), place.location());
            place.refuse(Code.HG0108, "both deprecated and new field are used but their values mismatch.",
                    "Keep only " + field.name() + ".");
            return false;
        }
        values.put(field.name(), new Values.Value(value.get(), place.location()));
        return isUsable(field, value.get(), place);
    }

    private static boolean isUsable(Field field, Object value, Place place) {
        boolean isDefault = field.presence() instanceof Field.Presence.Defaulted(Object standard)
                && standard.equals(value);
        if (isDefault || isEmpty(value)) {
            return true;
        }
        return switch (field.support()) {
            case Field.Support.Supported _ -> true;
            case Field.Support.Refused(String reason, String hint) ->
                    place.refuse(Code.HG0202, reason, hint).isPresent();
            case Field.Support.WithoutEffect(String reason) -> {
                place.refuse(Code.HG0305, reason, "");
                yield true;
            }
        };
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /// The key of a mapping's entry as text; keys that are no scalars read as their YAML kind, which no table has.
    static String key(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : Quoted.describe(node);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    private static String suggestion(String key, RecordSchema schema) {
        List<String> names = schema.fields().stream().map(Field::name).toList();
        return EditDistance.closest(key, names).map(name -> "Did you mean " + name + "?")
                .orElseGet(() -> "Known fields: " + String.join(", ", names) + ".");
    }
}
