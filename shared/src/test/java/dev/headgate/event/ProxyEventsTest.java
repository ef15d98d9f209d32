package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyEventsTest {
    private static final String ID = "JKJaXmPLvHcESHA=";
    private static final Envelope ENVELOPE = new Envelope("prod", "a1b2c3d4e5", "123456789012", "eu-central-1",
            "api.example.com", "$default", Instant.parse("2026-07-10T19:19:05.766Z"), ID, Map.of("principalId", "ada"));

    @ParameterizedTest
    @EnumSource
    void aRequestIsReadAsItWasWritten(PayloadFormat format) {
        Request request = new Request("POST", "https", "api.example.com", 443,
                RequestTarget.parse("/a%2Fb//c/?x=1&x=2"),
                Headers.of("Host", "api.example.com", "Content-Length", "3", "X-Forwarded-For", "192.0.2.1", "Cookie",
                        "a=1; b=2"),
                Body.of(new byte[]{0, (byte) 0xFF, 7}), new Request.Client("203.0.113.9", "api.example.com"),
                RequestIds.of(ID));

        ProxyEvent event = ProxyEvents.read(ProxyEvents.write(format, request, ENVELOPE));

        assertThat(event.format()).isEqualTo(format);
        assertThat(event.stage()).isEqualTo("prod");
        assertThat(event.apiRequestId()).isEqualTo(ID);
        assertThat(event.authorizer()).isEqualTo(Map.of("principalId", "ada"));
        assertThat(event.request().target()).isEqualTo(request.target());
        assertThat(event.request().body()).isEqualTo(request.body());
        assertThat(event.request().headers().first("cookie")).isEqualTo("a=1; b=2");
        assertThat(event.request().headers().all("x-forwarded-for")).containsExactly("192.0.2.1");
        assertThat(event.request().withHeaders(Headers.EMPTY)).isEqualTo(request.withHeaders(Headers.EMPTY));
    }
}
