package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same cases as Kong's own (spec/02-integration/05-proxy/03-upstream_headers_spec.lua).
class HopByHopTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Connection          | keep-alive              | no
            Keep-Alive          | timeout=5, max=1000     | no
            Proxy               | http://evil.test        | no
            Proxy-Connection    | close                   | no
            Proxy-Authenticate  | Basic                   | yes
            Proxy-Authorization | Basic YWxhZGRpbg==      | yes
            TE                  | deflate;q=0.5           | no
            TE                  | trailers, deflate;q=0.5 | as trailers
            Transfer-Encoding   | chunked                 | no
            Upgrade             | example/1, foo/2        | no
            Expect              | 100-continue            | no
            Content-Length      | 3                       | no
            Trailer             | Expires                 | yes
            Close               | kept                    | yes
            """)
    void a_request_field_goes_on(String name, String value, String goesOn) {
        List<String> sent = HopByHop.ofRequest(Headers.of(name, value)).all(name);
        switch (goesOn) {
            case "yes" -> assertThat(sent).containsExactly(value);
            case "no" -> assertThat(sent).isEmpty();
            default -> assertThat(sent).containsExactly("trailers");
        }
    }

    @ParameterizedTest(name = "Connection: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            close                  | X-Foo X-Bar Close
            keep-alive             | X-Foo X-Bar Close
            X-Foo, X-Bar           | Close
            x-foo,keep-alive,close | X-Bar Close
            ,,                     | X-Foo X-Bar Close
            """)
    void fields_named_by_connection_go_no_further(String connection, String kept) {
        Headers headers = Headers.of("Connection", connection, "X-Foo", "1", "X-Bar", "2", "Close", "3");
        assertThat(HopByHop.withoutNamedByConnection(headers).without("Connection").names())
                .containsExactly(kept.split(" "));
        assertThat(HopByHop.ofAnswer(headers, false).names()).containsExactly(kept.split(" "));
    }

    @ParameterizedTest(name = "{0}, trailers asked for: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Keep-Alive         | false | no
            Upgrade            | false | no
            Transfer-Encoding  | false | no
            Trailer            | false | no
            Trailer            | true  | yes
            X-Accel-Redirect   | false | no
            Proxy-Authenticate | false | yes
            Server             | false | yes
            Date               | false | yes
            """)
    void an_answer_field_goes_on(String name, boolean trailers, String goesOn) {
        assertThat(HopByHop.ofAnswer(Headers.of(name, "x"), trailers).contains(name)).isEqualTo(goesOn.equals("yes"));
    }
}
