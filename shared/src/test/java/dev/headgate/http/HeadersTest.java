package dev.headgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {
    private final Headers headers = Headers.of("Accept", "a", "X-Two", "1", "x-two", "2", "Empty", "");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock = """
                    # name | there | first | all
                    accept | true  | a     | [a]
                    X-TWO  | true  | 1     | [1, 2]
                    Empty  | true  | ''    | []
                    Other  | false | ''    | []
                    """)
    void names_are_found_in_any_case(String name, boolean there, String first, String all) {
        assertThat(headers.contains(name)).isEqualTo(there);
        assertThat(headers.first(name)).isEqualTo(first);
        assertThat(headers.all(name)).hasToString(all);
    }

    @ParameterizedTest(name = "{0} X-Two")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # change | fields afterwards
                    plus     | Accept: a, X-Two: 1, x-two: 2, Empty: , x-TWO: 3
                    with     | Accept: a, x-TWO: 3, Empty:
                    without  | Accept: a, Empty:
                    """)
    void changes_leave_the_original_alone(String change, String fields) {
        Headers changed = switch (change) {
            case "plus" -> headers.plus("x-TWO", "3");
            case "with" -> headers.with("x-TWO", "3");
            default -> headers.without("x-TWO");
        };
        assertThat(String.join(", ",
                changed.fields().stream().map(field -> (field.name() + ": " + field.value()).strip()).toList()))
                .isEqualTo(fields.replace("Empty: ,", "Empty:,"));
        assertThat(headers.fields()).hasSize(4);
    }

    @Test
    void names_are_listed_once_and_equal_in_any_case() {
        assertThat(headers.names()).containsExactly("Accept", "X-Two", "Empty");
        assertThat(headers).isEqualTo(Headers.of("ACCEPT", "a", "x-two", "1", "X-Two", "2", "empty", ""))
                .hasSameHashCodeAs(Headers.of("ACCEPT", "a", "x-two", "1", "X-Two", "2", "empty", ""))
                .isNotEqualTo(Headers.of("X-Two", "1", "Accept", "a", "x-two", "2", "Empty", ""));
    }

    @Test
    void a_name_without_a_value_is_a_bug() {
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("Accept", "a", "X"))
                .withMessageContaining("a header name without a value");
    }

    @Test
    void values_stay_out_of_logs() {
        assertThat(Headers.of("Authorization", "Bearer secret")).hasToString("Headers[Authorization]");
    }
}
