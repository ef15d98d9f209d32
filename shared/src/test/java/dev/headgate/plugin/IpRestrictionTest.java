package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.answer.Answers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRestrictionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                | address           | client
            {allow: [203.0.113.7]}                                | 203.0.113.7       | 200
            {allow: [203.0.113.7]}                                | 203.0.113.8       | 403 IP address not allowed: 203.0.113.8
            {allow: [203.0.113.0/24]}                             | 203.0.113.255     | 200
            {allow: [203.0.113.9/24]}                             | 203.0.113.255     | 200
            {allow: [203.0.113.0/24]}                             | 203.0.112.255     | 403 IP address not allowed: 203.0.112.255
            {allow: [10.0.0.0/8, 203.0.113.7/32]}                 | 203.0.113.7       | 200
            {allow: [0.0.0.0/0]}                                  | 203.0.113.7       | 200
            {allow: [0.0.0.0/0]}                                  | 2001:db8::1       | 403 IP address not allowed: 2001:db8::1
            {deny: [203.0.113.7]}                                 | 203.0.113.7       | 403 IP address not allowed: 203.0.113.7
            {deny: [203.0.113.7]}                                 | 203.0.113.8       | 200
            {allow: [203.0.113.0/24], deny: [203.0.113.7]}        | 203.0.113.7       | 403 IP address not allowed: 203.0.113.7
            {allow: [203.0.113.0/24], deny: [203.0.113.7]}        | 203.0.113.8       | 200
            {allow: [203.0.113.0/24], deny: [203.0.113.7]}        | 192.0.2.1         | 403 IP address not allowed: 192.0.2.1
            {allow: ['2001:db8::/32']}                            | 2001:DB8:0:1::2   | 200
            {allow: ['2001:db8::/32']}                            | 2001:db9::2       | 403 IP address not allowed: 2001:db9::2
            {allow: ['2001:db8::/32']}                            | 203.0.113.7       | 403 IP address not allowed: 203.0.113.7
            {deny: ['::ffff:203.0.113.7']}                        | 203.0.113.7       | 200
            {deny: ['::/0']}                                      | ::ffff:203.0.113.7 | 403 IP address not allowed: ::ffff:203.0.113.7
            {deny: [203.0.113.7], status: 404, message: No such}  | 203.0.113.7       | 404 No such
            {deny: [203.0.113.7], message: Stay out}              | 203.0.113.7       | 403 Stay out
            {deny: [203.0.113.7]}                                 | unix:             | 403 Cannot identify the client IP address.
            """)
    void addresses_decide(String config, String address, String client) {
        Request some = PluginKit.request("GET", "/", "X-Forwarded-For", "198.51.100.1", "X-Real-IP", "198.51.100.1");
        Request request = new Request(some.method(), some.scheme(), some.host(), some.port(), some.target(),
                some.headers(), some.body(), new Request.Client(address, ""), some.requestId());
        PluginKit.Outcome outcome = PluginKit.send(PluginKit.plugin(IpRestriction.TYPE, config),
                PluginKit.exchange(request), Response.of(200));
        assertThat(outcome).isEqualTo(client.equals("200")
                ? new PluginKit.Outcome(Written.of(PluginKit.exchange(request).upstream()), "200")
                : new PluginKit.Outcome(Written.NOTHING, Written.of(Answers.error(request,
                        Integer.parseInt(client.substring(0, 3)), client.substring(4)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1              | 192.0.2.1/32
            10.1.2.3/8             | 10.0.0.0/8
            0.0.0.0/0              | 0.0.0.0/0
            0.0.0.1                | 0.0.0.1/32
            255.255.255.255        | 255.255.255.255/32
            2001:db8::/32          | 2001:db8:0:0:0:0:0:0/32
            ::ffff:192.0.2.1       | 0:0:0:0:0:ffff:c000:201/128
            ::/0                   | 0:0:0:0:0:0:0:0/0
            """)
    void ranges_are_written_in_CIDR_form(String text, String written) {
        assertThat(AddressBlock.parse(text)).map(AddressBlock::toString).contains(written);
        assertThat(AddressBlock.parse(written)).isEqualTo(AddressBlock.parse(text));
        assertThat(new IpRestriction(AddressBlock.parse(text).stream().toList(), List.of(), 403, "").allowedRanges())
                .containsExactly(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "0.0.0.0/a", "0.0.0.0/-1", "0.0.0.0/33", "::/a", "::/-1", "::/129", "::1/129", "10.1",
                    "256.0.0.1", "1.2.3.4/", "fe80::1%eth0", "[::1]", "1::2::3", ":", "/8", "localhost"})
    void what_is_no_address_is_refused(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                               | 1:1 error HG0108 plugin ip-restriction config: at least one of these fields must be non-empty: 'config.allow', 'config.deny'. Name the addresses that may pass: allow: [10.0.0.0/8].
            {allow: [], deny: []}            | 1:1 error HG0108 plugin ip-restriction config: at least one of these fields must be non-empty: 'config.allow', 'config.deny'. Name the addresses that may pass: allow: [10.0.0.0/8].
            {allow: [10.0.0.1, hello]}       | 1:20 error HG0105 plugin ip-restriction config.allow[1]: invalid ip or cidr range: 'hello'. Write an address or a range: 10.0.0.0/8.
            {deny: [10.0.0.1], status: 302}  | 1:28 error HG0106 plugin ip-restriction config.status: 302: value should be between 400 and 599.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(IpRestriction.TYPE, config)).containsExactly("test.yaml:" + problem);
    }
}
