package dev.headgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

class SchemaReaderTest {
    private static final RecordSchema INNER = RecordSchema.of(
            Field.defaulted("size", FieldType.whole(1, 10), 5L, "How large."),
            Field.optional("password", FieldType.text(), "The password.").secret());

    private static final RecordSchema TABLE = RecordSchema.of(
            Field.required("name", FieldType.text(), "Write a name."),
            Field.defaulted("limit", FieldType.whole(0, 100), 7L, "How many.").alias("max"),
            Field.optional("ratio", FieldType.decimal(0, 1), "How much of it."),
            Field.optional("mode", FieldType.oneOf("fast", "slow"), "How."),
            Field.defaulted("on", FieldType.flag(), true, "Whether."),
            Field.optional("tags", FieldType.setOf(FieldType.text()), "Labels."),
            Field.optional("note", FieldType.textOrEmpty(), "For people."),
            Field.optional("headers", FieldType.mapOf(FieldType.listOf(FieldType.text())), "Headers."),
            Field.optional("inner", FieldType.group(INNER), "More."),
            Field.optional("owner", new FieldType.Reference(List.of("id", "name")), "Whose."),
            Field.optional("secrets", FieldType.listOf(FieldType.text()), "Secrets.").secret(),
            Field.defaulted("legacy", FieldType.flag(), false, "Old.").refused("Too old.", "Use mode."),
            Field.defaulted("buffer", FieldType.flag(), true, "Buffer.").withoutEffect("Always on."),
            Field.optional("_comment", new FieldType.Anything(), "For people."))
            .check((values, entity) -> {
                if (values.whole("limit") == 13) {
                    entity.report(Code.HG0108, values.location("limit"), "limit", "unlucky.", "");
                }
            })
            .check((values, entity) -> {
                if (values.texts("tags").contains("bad")) {
                    entity.report(Code.HG0108, values.location("tags[0]"), "tags", "bad.", "");
                }
            });

    private final Diagnostics diagnostics = new Diagnostics();

    private Optional<Values> read(String yaml) {
        Node node = new Compose(LoadSettings.builder().setLabel("f").build()).composeString(yaml).orElseThrow();
        return new SchemaReader().read(node, TABLE, new Entity("thing", "t", diagnostics), "config.");
    }

    private List<String> found() {
        return diagnostics.inFileOrder().stream().map(Object::toString).toList();
    }

    @Test
    void values_have_their_types_and_defaults() {
        Values values = read("""
                name: x
                ratio: 0.5
                tags: [a, b, a]
                note: ''
                headers: {x-a: ["1", "2"]}
                inner: {size: 3}
                owner: {id: "7"}
                _comment: [anything]
                """).orElseThrow();
        assertThat(found()).isEmpty();
        assertThat(values.text("name")).isEqualTo("x");
        assertThat(values.integer("limit")).isEqualTo(7);
        assertThat(values.isWritten("limit")).isFalse();
        assertThat(values.decimal("ratio")).isEqualTo(0.5);
        assertThat(values.flag("on")).isTrue();
        assertThat(values.texts("tags")).containsExactly("a", "b");
        assertThat(values.has("note")).isTrue();
        assertThat(values.has("mode")).isFalse();
        assertThat(values.textLists("headers")).isEqualTo(Map.of("x-a", List.of("1", "2")));
        assertThat(values.group("inner").orElseThrow().whole("size")).isEqualTo(3);
        assertThat(values.text("owner")).isEqualTo("7");
        assertThat(values.location("tags[1]")).isEqualTo(new Location("f", 3, 11));
        assertThat(values.location("headers.x-a[1]")).isEqualTo(new Location("f", 5, 22));
        assertThat(values.location("limit")).isEqualTo(new Location("f", 1, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # fields                       | what is said of them
            limit: 5                       | f:1:1 error HG0103 thing t config.name: required field missing. Write a name.
            name: null                     | f:1:1 error HG0103 thing t config.name: required field missing. Write a name.
            name: ""                       | f:1:7 error HG0106 thing t config.name: length must be at least 1.
            name: [x]                      | f:1:7 error HG0102 thing t config.name: a list: expected a string.
            {name: x, limit: 101}          | f:1:18 error HG0106 thing t config.limit: 101: value should be between 0 and 100.
            {name: x, limit: 5.5}          | f:1:18 error HG0102 thing t config.limit: 5.5: expected an integer. Write a whole number from 0 to 100.
            {name: x, ratio: 1.5}          | f:1:18 error HG0106 thing t config.ratio: 1.5: value should be between 0 and 1.
            {name: x, ratio: much}         | f:1:18 error HG0102 thing t config.ratio: "much": expected a number. Write a number from 0 to 1.
            {name: x, mode: fats}          | f:1:17 error HG0107 thing t config.mode: "fats": expected one of: fast, slow. Did you mean fast?
            {name: x, on: "yes"}           | f:1:15 error HG0102 thing t config.on: "yes": expected a boolean. Write true or false, without quotation marks.
            {name: x, max: 3}              | f:1:11 warning HG0304 thing t config.max: deprecated, read as limit. Write limit instead.
            {name: x, headers: {x-a: [1]}} | f:1:27 error HG0102 thing t config.headers.x-a[0]: 1: expected a string. Quote it: "1".
            {name: x, inner: {size: 11}}   | f:1:25 error HG0106 thing t config.inner.size: 11: value should be between 1 and 10.
            {name: x, inner: {sise: 1}}    | f:1:19 error HG0104 thing t config.inner.sise: unknown field. Did you mean size?
            {name: x, inner: {password: 1}} | f:1:29 error HG0102 thing t config.inner.password: ***: expected a string. Quote it.
            {name: x, secrets: [1]}        | f:1:21 error HG0102 thing t config.secrets[0]: ***: expected a string. Quote it.
            {name: x, owner: {nick: y}}    | f:1:18 error HG0102 thing t config.owner: a reference names its entity by exactly one of: id, name. Write only the name of the entity.
            {name: x, legacy: true}        | f:1:19 error HG0202 thing t config.legacy: Too old. Use mode.
            {name: x, buffer: false}       | f:1:19 warning HG0305 thing t config.buffer: Always on.
            {name: x, limit: 13}           | f:1:18 error HG0108 thing t limit: unlucky.
            {name: "{vault://env/x}"}      | f:1:8 warning HG0311 thing t config.name: the reference is taken literally, as in Kong. Write the value itself; vault references work in other fields only.
            [name]                         | f:1:1 error HG0102 thing t config: a list: expected a record. Write a mapping of field names to values.
            """)
    void mistakes_are_named(String yaml, String problem) {
        assertThat(read(yaml).isPresent()).isEqualTo(!problem.contains(" error "));
        assertThat(found()).containsExactly(problem);
    }

    @Test
    void a_deprecated_name_beside_the_new_one_must_agree() {
        assertThat(read("{name: x, limit: 3, max: 3}")).isPresent();
        assertThat(read("{name: x, limit: 3, max: 4}")).isEmpty();
        assertThat(found()).last(InstanceOfAssertFactories.STRING)
                .contains("both deprecated and new field are used but their values mismatch");
    }

    @Test
    void checks_run_as_far_as_their_fields_are_sound() {
        assertThat(read("{limit: 130, tags: [bad]}")).isEmpty();
        assertThat(found()).extracting(line -> line.split(" ")[2]).containsExactly("HG0103", "HG0106", "HG0108");
    }

    @Test
    void a_long_value_is_shortened_and_stays_on_one_line() {
        assertThat(read("{name: x, mode: \"a\\nb\\e[31m" + "c".repeat(100) + "\"}")).isEmpty();
        assertThat(found()).singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("f:1:17 error HG0107 thing t config.mode: \"a\\nb\\u001b[31mccc").contains("ccc…\"")
                .doesNotContain("\n");
    }
}
