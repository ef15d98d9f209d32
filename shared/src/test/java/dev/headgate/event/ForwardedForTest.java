package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedForTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            203.0.113.7                            | 203.0.113.7             | ''
            198.51.100.4, 203.0.113.7              | 203.0.113.7             | 198.51.100.4
            198.51.100.4,198.51.100.9, 203.0.113.7 | 203.0.113.7             | 198.51.100.4,198.51.100.9
            203.0.113.7, 203.0.113.7               | 203.0.113.7             | 203.0.113.7
            203.0.113.7, 130.176.0.9               | 203.0.113.7             | ''
            198.51.100.4, 203.0.113.7, 130.176.0.9 | 203.0.113.7             | 198.51.100.4
            198.51.100.4                           | 203.0.113.7             | 198.51.100.4
            2001:db8::7                            | 2001:db8:0:0:0:0:0:7    | ''
            2001:db8::8                            | 2001:db8:0:0:0:0:0:7    | 2001:db8::8
            unknown:x, 2001:db8::7                 | 2001:db8::7             | unknown:x
            unknown:x                              | 2001:db8::7             | unknown:x
            ''                                     | 203.0.113.7             | ''
            """)
    void thePeerIsTakenOff(String value, String sourceIp, String expected) {
        assertThat(ForwardedFor.withoutPeer(value, sourceIp)).isEqualTo(expected);
    }
}
