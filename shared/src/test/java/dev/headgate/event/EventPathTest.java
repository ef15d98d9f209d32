package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPathTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /orders/1        | $default | /orders/1
            /$default/x      | $default | /$default/x
            /dev/orders/1    | dev      | /orders/1
            /dev/            | dev      | /
            /dev             | dev      | /
            /development     | dev      | /development
            /dev/dev/x       | dev      | /dev/x
            /DEV/x           | dev      | /DEV/x
            /v1/orders       | dev      | /v1/orders
            //dev/x          | dev      | //dev/x
            /d               | dev      | /d
            """)
    void theStageIsTakenOffAtASegmentsEnd(String path, String stage, String expected) {
        assertThat(EventPath.withoutStage(path, stage)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /a%2Fb/%c3%a9      | /a%2Fb/%c3%a9
            /a:b@c!$&'()*+,;=~ | /a:b@c!$&'()*+,;=~
            /a b               | /a%20b
            /100%              | /100%25
            /100%2             | /100%252
            /100%zz            | /100%25zz
            /what?#that        | /what%3F%23that
            /é/日/🙂            | /%C3%A9/%E6%97%A5/%F0%9F%99%82
            /[]{}^"<>\\        | /[]{}^"<>\\
            """)
    void whatCannotStandInAPathIsEncodedAgain(String path, String expected) {
        assertThat(EventPath.encoded(path)).isEqualTo(expected);
    }
}
