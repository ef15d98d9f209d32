package dev.headgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock = """
                    # raw              | values of a | encoded again
                    ''                 | []          | ''
                    a                  | []          | a
                    a=                 | []          | a=
                    a=1                | [1]         | a=1
                    a=1&b=2&a=3        | [1, 3]      | a=1&b=2&a=3
                    a=1&&b             | [1]         | a=1&b
                    a=x+y%20z%2B       | [x y z+]    | a=x%20y%20z%2B
                    a=%C3%A9           | [é]         | a=%C3%A9
                    a=%zz%2            | [%zz%2]     | a=%25zz%252
                    a=1=2              | [1=2]       | a=1%3D2
                    %61=1              | [1]         | a=1
                    A=1                | []          | A=1
                    """)
    void reads_and_writes(String raw, String values, String encoded) {
        Query query = Query.parse(raw);
        assertThat(query.all("a").stream().filter(value -> !value.isEmpty()).toList()).hasToString(values);
        assertThat(query.encoded()).isEqualTo(encoded);
    }

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock = """
                    # raw      | change    | result
                    a=1&b=2    | plus      | a=1&b=2&a=new
                    a=1&b&a=2  | with      | a=new&b
                    b=1        | with      | b=1&a=new
                    a=1&b&a=2  | without   | b
                    """)
    void changes(String raw, String change, String result) {
        Query query = Query.parse(raw);
        Query changed = switch (change) {
            case "plus" -> query.plus("a", "new");
            case "with" -> query.with("a", "new");
            default -> query.without("a");
        };
        assertThat(changed.encoded()).isEqualTo(result);
        assertThat(query.encoded()).as("the original").isEqualTo(raw);
    }

    @Property
    void any_value_survives(@ForAll @StringLength(max = 20) String name, @ForAll @StringLength(max = 20) String value) {
        String sound = new String(value.getBytes(UTF_8),
                UTF_8);
        assertThat(Query.parse(Query.EMPTY.plus("x" + name.replaceAll("[^a-z]", ""), sound).encoded()).parameters()
                .getFirst()
                .value()).isEqualTo(sound);
    }
}
