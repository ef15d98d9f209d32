package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayLimitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP_API_V2 | 10485760 | 10000 | fits
            HTTP_API_V2 | 10485761 | 10000 | 413 application/json: {"message":"Request Entity Too Large"}
            HTTP_API_V1 | 10485761 | 10000 | 413 application/json: {"message":"Request Entity Too Large"}
            REST        | 10485760 | 10000 | fits
            REST        | 10485761 | 10000 | 413 text; charset=utf-8: HTTP content length exceeded 10485760 bytes.
            HTTP_API_V2 | 0        | 10240 | fits
            HTTP_API_V2 | 0        | 10241 | 431 application/json: {"message":"Request Header Fields Too Large"}
            REST        | 0        | 10240 | fits
            REST        | 0        | 10241 | 431 text; charset=utf-8: HTTP header is larger than 10240 bytes.
            """)
    void aRequestMayBeAsLargeAs(PayloadFormat format, int bodyBytes, int headBytes, String expected) {
        Request request = request(bodyBytes, headBytes);
        assertThat(GatewayLimits.requestHeadBytes(request)).isEqualTo(headBytes);
        assertThat(shown(GatewayLimits.refusalOf(format, request))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP_API_V2 | 6291456 | fits
            HTTP_API_V2 | 6291457 | 413 application/json: {"message":"Request Entity Too Large"}
            REST        | 6291457 | 413 application/json: {"message": "Request Too Long"}
            """)
    void anEventMayBeAsLargeAs(PayloadFormat format, int bytes, String expected) {
        assertThat(shown(GatewayLimits.refusalOfEvent(format, new byte[bytes]))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP_API_V2 | 6291556 | fits
            HTTP_API_V2 | 6291557 | 500 application/json: {"message":"Internal Server Error"}
            REST        | 6291557 | 502 application/json: {"message":"Internal server error"}
            """)
    void anAnswerMayBeAsLargeAs(PayloadFormat format, int bytes, String expected) {
        assertThat(shown(GatewayLimits.refusalOfAnswer(format, new byte[bytes]))).isEqualTo(expected);
    }

    @Test
    void theHeadIsCountedInOctets() {
        Request request = request(0, 100).withHeaders(Headers.of("N", "é"));
        assertThat(GatewayLimits.requestHeadBytes(request)).isEqualTo("GET / HTTP/1.1\r\nN: ??\r\n".length());
    }

    private static Request request(int bodyBytes, int headBytes) {
        int rest = headBytes - "GET / HTTP/1.1\r\nN: \r\n".length();
        return new Request("GET", "https", "", 443, new RequestTarget("/", ""), Headers.of("N", "v".repeat(rest)),
                Body.of(new byte[bodyBytes]), new Request.Client("203.0.113.7", ""), RequestIds.NONE);
    }

    private static String shown(Optional<Response> refusal) {
        return refusal.map(response -> response.status() + " " + response.headers().first("Content-Type") + ": "
                + response.body().utf8()).orElse("fits");
    }
}
