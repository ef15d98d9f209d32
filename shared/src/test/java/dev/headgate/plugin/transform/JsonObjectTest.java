package dev.headgate.plugin.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    /// A member as a client may write it.
    ///
    /// @param space the white space around its tokens
    record Written(String name, String value, String space) {
        String text() {
            return space + Answers.quoted(name) + space + ":" + space + value + space;
        }

        String kept() {
            return Answers.quoted(name) + ":" + value;
        }
    }

    @Provide
    Arbitrary<List<Written>> members() {
        Arbitrary<String> names = Arbitraries.strings().withChars("ab\"\\,:} é\n").ofMaxLength(3);
        Arbitrary<String> values = Arbitraries.of("1", "-0.10", "1e400", "12345678901234567890", "true", "null", "\"\"",
                "\"a,}\"", "\"\\\"\"", "[]", "[ 1 , {} ]", "{ \"x\" : [2] }", "\"é\"");
        Arbitrary<String> spaces = Arbitraries.of("", " ", "\r\n\t ");
        return Combinators.combine(names, values, spaces).as(Written::new).list().ofMaxSize(6);
    }

    @Property
    void members_that_no_edit_touches_keep_their_bytes_and_their_order(@ForAll("members") List<Written> members) {
        JsonObject object = JsonObject.parse(Body.utf8(text(members))).orElseThrow();
        object.put("added", "1");
        object.remove("a");
        List<String> kept = new ArrayList<>(members.stream().filter(member -> !member.name().equals("a"))
                .map(Written::kept).toList());
        kept.add("\"added\":1");
        assertThat(object.body().utf8()).isEqualTo("{" + String.join(",", kept) + "}");
    }

    @Property
    void an_object_that_nothing_changes_is_the_body_it_was_read_from(@ForAll("members") List<Written> members) {
        Body body = Body.utf8(text(members));
        JsonObject object = JsonObject.parse(body).orElseThrow();
        object.remove("absent");
        object.rename("absent", "other");
        assertThat(object.body()).isSameAs(body);
    }

    private static String text(List<Written> members) {
        return " {" + String.join(",", members.stream().map(Written::text).toList()) + " } ";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "1", "\"a\"", "null", "{", "{}}", "{\"a\"}", "{\"a\":1,}", "{a:1}",
                    "{\"a\":1}x", "\ufeff{\"a\":1}"})
    void anything_but_one_object_is_none(String text) {
        assertThat(JsonObject.parse(Body.utf8(text))).isEmpty();
    }

    @Test
    void other_encodings_than_utf8_are_none() {
        assertThat(JsonObject.parse(Body.of("{\"a\":1}".getBytes(StandardCharsets.UTF_16)))).isEmpty();
    }

    @Test
    void objects_are_read_as_deep_as_kong_reads_them() {
        String deep = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + ",\"b\":1}";
        JsonObject object = JsonObject.parse(Body.utf8(deep)).orElseThrow();
        object.remove("a");
        assertThat(object.body().utf8()).isEqualTo("{\"b\":1}");
    }
}
