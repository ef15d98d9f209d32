package dev.headgate.schema;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Applies a field table to a node of a parsed file, reporting every mistake on the way.
///
/// Messages are worded like those of Kong's schema library (kong/db/schema/init.lua), since users search for them.
///
/// @param file the name to give in locations
public record SchemaReader(String file) {

    /// Where a node begins.
    public Location locate(Node node) {
        Mark mark = node.getStartMark().orElseThrow();
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// Reads a mapping; empty when anything in it is wrong, with every mistake reported to the entity.
    ///
    /// @param prefix what stands before field names in messages: empty, or `config.`
    public Optional<Values> read(Node node, RecordSchema schema, Entity entity, String prefix) {
        Problems problems = new Problems(entity, prefix);
        if (!(node instanceof MappingNode mapping)) {
            problems.report(Code.HG0102, locate(node), "", "expected a record, not " + describe(node) + ".",
                    "Write a mapping of field names to values.");
            return Optional.empty();
        }
        Optional<Values> values = readGroup(mapping, schema, "", problems);
        if (problems.none()) {
            values.ifPresent(read -> schema.checks().forEach(check -> check.check(read, problems.entity())));
        }
        return problems.none() ? values : Optional.empty();
    }

    /// Counts what is reported about one mapping, checks included.
    private static final class Problems {
        private final Entity entity;
        private final String prefix;
        private final int errorsBefore;

        Problems(Entity entity, String prefix) {
            this.prefix = prefix;
            this.entity = entity;
            this.errorsBefore = entity.diagnostics().errorCount();
        }

        Entity entity() {
            return entity;
        }

        boolean none() {
            return entity.diagnostics().errorCount() == errorsBefore;
        }

        void report(Code code, Location location, String path, String message, String hint) {
            String field = path.isEmpty() && prefix.endsWith(".")
                    ? prefix.substring(0, prefix.length() - 1)
                    : prefix + path;
            entity.report(code, location, field, message, hint);
        }
    }

    private Optional<Values> readGroup(MappingNode mapping, RecordSchema schema, String path, Problems problems) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            byName.put(field.name(), field);
            field.aliases().forEach(alias -> byName.put(alias, field));
        }
        Map<String, Values.Value> values = new LinkedHashMap<>();
        Map<String, Location> nested = new LinkedHashMap<>();
        boolean sound = true;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = key(tuple.getKeyNode());
            Field field = byName.get(key);
            if (field == null) {
                problems.report(Code.HG0104, locate(tuple.getKeyNode()), path + key, "unknown field.",
                        suggestion(key, byName));
                sound = false;
                continue;
            }
            if (!field.name().equals(key)) {
                problems.report(Code.HG0304, locate(tuple.getKeyNode()), path + key,
                        "deprecated, read as " + field.name() + ".", "Write " + field.name() + " instead.");
            }
            sound &= readField(field, tuple.getValueNode(), path, problems, values, nested);
        }
        for (Field field : schema.fields()) {
            if (values.containsKey(field.name())) {
                continue;
            }
            switch (field.presence()) {
                case Field.Presence.Required _ -> {
                    if (sound || !isWritten(mapping, field)) {
                        problems.report(Code.HG0103, locate(mapping), path + field.name(), "required field missing.",
                                field.doc());
                    }
                    sound = false;
                }
                case Field.Presence.Defaulted(Object value) ->
                        values.put(field.name(), new Values.Value(value, locate(mapping), false));
                case Field.Presence.Optional _ -> {
                }
            }
        }
        return sound ? Optional.of(new Values(locate(mapping), values, nested)) : Optional.empty();
    }

    private static boolean isWritten(MappingNode mapping, Field field) {
        return mapping.getValue().stream().anyMatch(tuple -> key(tuple.getKeyNode()).equals(field.name()));
    }

    private boolean readField(Field field, Node node, String path, Problems problems, Map<String, Values.Value> values,
            Map<String, Location> nested) {
        if (field.type() instanceof FieldType.Anything || isNull(node)) {
            return true;
        }
        Optional<Object> value = readValue(field.type(), node, path, field.name(), problems, nested);
        if (value.isEmpty()) {
            return false;
        }
        Object read = value.get();
        boolean isDefault = field.presence() instanceof Field.Presence.Defaulted(Object standard)
                && standard.equals(read);
        switch (field.support()) {
            case Field.Support.Supported _ -> {
            }
            case Field.Support.Refused(String reason, String hint) -> {
                if (!isDefault && !isEmpty(read)) {
                    problems.report(Code.HG0202, locate(node), path + field.name(), reason, hint);
                    return false;
                }
            }
            case Field.Support.WithoutEffect(String reason) -> {
                if (!isDefault && !isEmpty(read)) {
                    problems.report(Code.HG0305, locate(node), path + field.name(), reason, "");
                }
            }
        }
        values.put(field.name(), new Values.Value(read, locate(node), true));
        return true;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /// Reads one value; empty when it is wrong, which has then been reported. `name` is the value's place inside the
    /// mapping (`paths[2]`), `path` the mapping's place inside what is read.
    private Optional<Object> readValue(FieldType type, Node node, String path, String name, Problems problems,
            Map<String, Location> nested) {
        nested.put(name, locate(node));
        return switch (type) {
            case FieldType.Text(List<Rule<String>> rules) -> scalar(node, Tag.STR)
                    .map(text -> obeys(rules, text, node, path + name, problems))
                    .orElseGet(() -> wrongType(type, node, path + name, problems));
            case FieldType.Choice(List<String> words) -> scalar(node, Tag.STR)
                    .map(text -> words.contains(text)
                            ? Optional.<Object>of(text)
                            : refuse(Code.HG0107, node, path + name, problems, quote(text) + ": expected one of: "
                                    + String.join(", ", words) + ".", ""))
                    .orElseGet(() -> wrongType(type, node, path + name, problems));
            case FieldType.Whole(long min, long max) -> wholeNumber(node)
                    .map(number -> inRange(number, min, max, node, path + name, problems))
                    .orElseGet(() -> wrongType(type, node, path + name, problems));
            case FieldType.Decimal(double min, double max) -> number(node)
                    .map(number -> number >= min && number <= max
                            ? Optional.<Object>of(number)
                            : refuse(Code.HG0106, node, path + name, problems,
                                    number + ": value should be between " + min + " and " + max + ".", ""))
                    .orElseGet(() -> wrongType(type, node, path + name, problems));
            case FieldType.Flag _ -> flag(node).<Optional<Object>>map(Optional::of)
                    .orElseGet(() -> wrongType(type, node, path + name, problems));
            case FieldType.ListOf list -> readList(list, node, path, name, problems, nested);
            case FieldType.MapOf map -> readMap(map, node, path, name, problems, nested);
            case FieldType.Group(RecordSchema schema) -> node instanceof MappingNode mapping
                    ? readGroup(mapping, schema, path + name + ".", problems).map(Object.class::cast)
                    : wrongType(type, node, path + name, problems);
            case FieldType.Anything _ -> Optional.of(node);
        };
    }

    private Optional<Object> readList(FieldType.ListOf type, Node node, String path, String name, Problems problems,
            Map<String, Location> nested) {
        if (!(node instanceof SequenceNode sequence)) {
            return wrongType(type, node, path + name, problems);
        }
        List<Object> items = new ArrayList<>(sequence.getValue().size());
        boolean sound = true;
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Optional<Object> item = readValue(type.item(), sequence.getValue().get(i), path, name + "[" + i + "]",
                    problems,
                    nested);
            item.ifPresent(items::add);
            sound &= item.isPresent();
        }
        if (sound && items.size() < type.minLength()) {
            return refuse(Code.HG0106, node, path + name, problems, "length must be at least " + type.minLength() + ".",
                    "");
        }
        if (!sound) {
            return Optional.empty();
        }
        return Optional.of(type.distinct() ? List.copyOf(new LinkedHashSet<>(items)) : List.copyOf(items));
    }

    private Optional<Object> readMap(FieldType.MapOf type, Node node, String path, String name, Problems problems,
            Map<String, Location> nested) {
        if (!(node instanceof MappingNode mapping)) {
            return wrongType(type, node, path + name, problems);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        boolean sound = true;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = key(tuple.getKeyNode());
            boolean keyObeys = obeys(type.key().rules(), key, tuple.getKeyNode(), path + name, problems).isPresent();
            Optional<Object> value = readValue(type.value(), tuple.getValueNode(), path, name + "." + key, problems,
                    nested);
            value.ifPresent(read -> entries.put(key, read));
            sound &= keyObeys && value.isPresent();
        }
        return sound ? Optional.of(entries) : Optional.empty();
    }

    private Optional<Object> obeys(List<Rule<String>> rules, String text, Node node, String field, Problems problems) {
        for (Rule<String> rule : rules) {
            if (!rule.holds().test(text)) {
                return refuse(Code.HG0105, node, field, problems, rule.message().replace("%s", text), rule.hint());
            }
        }
        return Optional.of(text);
    }

    private Optional<Object> inRange(long number, long min, long max, Node node, String field, Problems problems) {
        return number >= min && number <= max
                ? Optional.of(number)
                : refuse(Code.HG0106, node, field, problems,
                        number + ": value should be between " + min + " and " + max + ".", "");
    }

    private Optional<Object> wrongType(FieldType type, Node node, String field, Problems problems) {
        String hint = switch (type) {
            case FieldType.Text _ when node instanceof ScalarNode scalar -> "Quote it: \"" + scalar.getValue() + "\".";
            case FieldType.Whole(long min, long max) -> "Write a whole number from " + min + " to " + max + ".";
            case FieldType.Flag _ -> "Write true or false.";
            case FieldType.ListOf _ when node instanceof ScalarNode scalar ->
                    "Write a list: [" + scalar.getValue() + "].";
            default -> "";
        };
        return refuse(Code.HG0102, node, field, problems, describe(node) + ": expected " + type.kongName() + ".", hint);
    }

    private Optional<Object> refuse(Code code, Node node, String field, Problems problems, String message,
            String hint) {
        problems.report(code, locate(node), field, message, hint);
        return Optional.empty();
    }

    /// The key of a mapping's entry as text; keys that are no scalars read as their YAML kind, which no table has.
    static String key(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : describe(node);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    private static Optional<String> scalar(Node node, Tag tag) {
        return node instanceof ScalarNode scalar && node.getTag().equals(tag)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static Optional<Long> wholeNumber(Node node) {
        return number(node).filter(number -> number == Math.rint(number) && Math.abs(number) <= 1L << 53)
                .map(Double::longValue);
    }

    private static Optional<Double> number(Node node) {
        return scalar(node, Tag.INT).or(() -> scalar(node, Tag.FLOAT)).flatMap(text -> {
            try {
                return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /// True and false in the spellings of YAML 1.1, which Kong's and decK's parsers read.
    private static Optional<Boolean> flag(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Optional.empty();
        }
        return switch (scalar.getValue()) {
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> Optional.of(true);
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String describe(Node node) {
        return switch (node) {
            case ScalarNode scalar when isNull(scalar) -> "null";
            case ScalarNode scalar -> quote(scalar.getValue());
            case SequenceNode _ -> "a list";
            case MappingNode _ -> "a mapping";
            default -> "an alias";
        };
    }

    /// A value as messages show it: short, on one line.
    private static String quote(String text) {
        String oneLine = text.replace("\n", "\\n");
        return "\"" + (oneLine.length() > 60 ? oneLine.substring(0, 57) + "…" : oneLine) + "\"";
    }

    private static String suggestion(String key, Map<String, Field> byName) {
        return byName.values().stream().map(Field::name).distinct()
                .filter(name -> EditDistance.between(key, name) <= Math.max(1, name.length() / 4)).findFirst()
                .map(name -> "Did you mean " + name + "?")
                .orElseGet(() -> "Known fields: "
                        + byName.values().stream().map(Field::name).distinct().collect(Collectors.joining(", ")) + ".");
    }
}
