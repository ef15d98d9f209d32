package dev.headgate.plugin.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.plugin.transform.Edits.Change;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BodyEditsPropertiesTest {
    private static final String CONTENT_TYPE = "multipart/form-data; boundary=b";
    private static final Edits<String> EDITS = new Edits<>(List.of("a"), changes("b"), changes("c"), changes("d"),
            changes("e"));

    private static List<Change<String>> changes(String name) {
        return List.of(new Change<>(name, "x"));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<Byte> octets = Arbitraries.oneOf(
                Arbitraries.of((byte) 0, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFE, (byte) 0xFF),
                Arbitraries.of("{}[]\":,\\abcde10- \r\n=&%+;".chars().mapToObj(octet -> (byte) octet).toList()),
                Arbitraries.bytes());
        return octets.array(byte[].class).ofMaxSize(24);
    }

    @Property(tries = 5000)
    void whatever_a_client_sends_is_edited_or_left(@ForAll("bodies") byte[] bytes, @ForAll BodyEdits kind) {
        Body body = Body.of(bytes);
        Body edited = kind.apply(body, CONTENT_TYPE, EDITS);
        assertThat(kind.apply(body, CONTENT_TYPE, EDITS)).isEqualTo(edited);
    }

    @Property(tries = 5000)
    void what_is_no_json_object_stays_as_it_is(@ForAll("bodies") byte[] bytes) {
        Body body = Body.of(bytes);
        if (!body.isEmpty() && JsonObject.parse(body).isEmpty()) {
            assertThat(BodyEdits.JSON.apply(body, "application/json", EDITS)).isSameAs(body);
        }
    }
}
