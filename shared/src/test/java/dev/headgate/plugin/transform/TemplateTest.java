package dev.headgate.plugin.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    /// What Kong would run and Headgate does not, by its name; what neither runs is marked with `!`.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type(headers.a)                                  | call functions: type
            ERROR()                                          | call functions: ERROR
            string.sub(headers.a, 1, 3)                      | call functions: string
            headers.a:gsub("x", "y")                         | call methods: :gsub("x", "y")
            headers["X-A"](1)                                | call values
            headers.a .. "-x"                                | join texts with ..
            headers.a == "x"                                 | compare values with ==
            headers.a ~= "x"                                 | compare values with ~=
            headers.a < "x"                                  | compare values with <
            headers.a and "x"                                | know the word and
            not headers.a                                    | know the word not
            nil                                              | know the word nil
            headers.a or true                                | know the word true
            10 * uri_captures.a                              | take numbers: 10 * uri_captures.a
            uri_captures[1] + 1                              | calculate with +
            -uri_captures[1]                                 | calculate with -
            #headers.a                                       | measure lengths with #
            (headers.a)                                      | group with parentheses
            {}                                               | make tables
            shared.written = true                            | assign values
            headers.a[1]                                     | take parts of a value of headers
            shared.a.b                                       | take parts of a value of shared
            headers[1]                                       | take a number after headers
            uri_captures[99999]                              | take a number after uri_captures
            headers                                          | take the whole of headers
            headers or "x"                                   | take the whole of headers
            foo                                              | know the variable foo
            ngx.var.host                                     | call functions: ngx
            headers[name]                                    | know the variable name
            "a\\x41"                                         | know the escape \\x
            uri_captures user2                               | !unexpected user2
            headers.                                         | !a name is missing after headers.
            headers[                                         | !a name is missing after headers[
            headers["a"                                      | !a ] is missing
            headers["a                                       | !a " is missing
            'a                                               | !a ' is missing
            [[a                                              | !a ]] is missing
            headers.a or                                     | !an expression is missing
            ``                                               | !an expression is missing
            ?                                                | !unexpected ?
            """)
    void other_expressions_are_refused_by_name(String expression, String construct) {
        boolean malformed = construct.startsWith("!");
        assertThatThrownBy(() -> TemplateParser.expression(expression)).isInstanceOfSatisfying(
                TemplateSyntaxException.class, e -> assertThat(e.isUnsupported()).isNotEqualTo(malformed))
                .hasMessage(malformed ? construct.substring(1) : "Headgate's templates do not " + construct);
    }
}
