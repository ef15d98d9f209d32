package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedPeersTest {
    @ParameterizedTest(name = "{0} trusts {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8      | 10.255.0.1      | true
            10.0.0.0/8      | 11.0.0.1        | false
            10.0.0.128/25   | 10.0.0.127      | false
            10.0.0.128/25   | 10.0.0.128      | true
            10.0.0.5/31     | 10.0.0.4        | true
            10.0.0.5        | 10.0.0.5        | true
            10.0.0.5        | 10.0.0.4        | false
            0.0.0.0/0       | 198.51.100.1    | true
            0.0.0.0/0       | 2001:db8::1     | false
            2001:db8::/32   | 2001:db8:ffff:: | true
            2001:db8::/32   | 2001:db9::      | false
            ::/0            | 2001:db8::1     | true
            10.0.0.0/8      | not-an-address  | false
            10.0.0.0/8      | 10.1            | false
            """)
    void a_block_contains_an_address(String block, String address, boolean contained) {
        assertThat(TrustedPeers.of(List.of("192.0.2.1", block)).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0", "example.com", "::/129"})
    void rubbish_is_refused_by_name(String text) {
        assertThatThrownBy(() -> TrustedPeers.of(List.of(text))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is neither an IP address nor a CIDR block");
    }
}
