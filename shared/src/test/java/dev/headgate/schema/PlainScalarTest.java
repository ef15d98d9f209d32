package dev.headgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.Tag;

class PlainScalarTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # word         | kind  | number
            0              | int   | 0
            42             | int   | 42
            -7             | int   | -7
            +7             | int   | 7
            1_000          | int   | 1000
            010            | int   | 8
            -017           | int   | -15
            08             | int   | 8
            0x1F           | int   | 31
            0x1e           | int   | 30
            -0xff          | int   | -255
            0b1010         | int   | 10
            1:30           | int   | 90
            190:20:30      | int   | 685230
            1.5            | float | 1.5
            3.0            | float | 3.0
            .5             | float | 0.5
            1.             | float | 1
            1e3            | float | 1000
            1.5E-3         | float | 0.0015
            1_0.5          | float | 10.5
            1:30.5         | float | 90.5
            """)
    void numbers_are_those_of_kongs_parser(String word, String kind, double number) {
        assertThat(PlainScalar.tag(word)).isEqualTo(kind.equals("int") ? Tag.INT : Tag.FLOAT);
        assertThat(PlainScalar.number(word)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "1.2.3", "10.0.0.1", "1.1.0-rc", "v1", "-", "+", ".", "..", "0x", "0xg", "0b12",
                    "1e",
                    "e3", "--1", "1-2", "12:60x", "2026-11-25", "nil", "none", "tRue", "y", "n", "1 2", "1e400", "1,5",
                    "١",
                    "<<", "=", "_1a"})
    void other_words_are_texts(String word) {
        assertThat(PlainScalar.tag(word)).isEqualTo(Tag.STR);
        assertThat(PlainScalar.number(word)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.INF", "+.Inf", ".nan", ".NaN"})
    void infinities_are_numbers_that_no_field_takes(String word) {
        assertThat(PlainScalar.tag(word)).isEqualTo(Tag.FLOAT);
        assertThat(PlainScalar.number(word)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void some_words_are_nothing(String word) {
        assertThat(PlainScalar.tag(word)).isEqualTo(Tag.NULL);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "True,true", "TRUE,true", "yes,true", "Yes,true", "YES,true", "on,true", "On,true",
            "ON,true", "false,false", "False,false", "FALSE,false", "no,false", "No,false", "NO,false", "off,false",
            "Off,false", "OFF,false"})
    void switches_have_the_words_of_yaml_1_1(String word, boolean flag) {
        assertThat(PlainScalar.tag(word)).isEqualTo(Tag.BOOL);
        assertThat(PlainScalar.flag(word)).contains(flag);
    }
}
