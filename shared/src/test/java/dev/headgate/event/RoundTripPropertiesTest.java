package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is written is read again.
class RoundTripPropertiesTest {
    @Provide
    Arbitrary<Request> requests() {
        return Messages.requests();
    }

    @Provide
    Arbitrary<Response> responses() {
        return Messages.responses();
    }

    @Provide
    Arbitrary<String> stages() {
        return Messages.stages();
    }

    @Property
    void payload20LosesNothing(@ForAll("requests") Request sent, @ForAll("stages") String stage) {
        Request read = arrived(PayloadFormat.HTTP_API_V2, sent, stage);
        assertThat(read.target()).isEqualTo(sent.target());
        assertThat(Messages.byName(read.headers())).isEqualTo(Messages.joined(sent.headers()));
        assertSame(sent, read);
    }

    @Property
    void payload10LosesNothing(@ForAll("requests") Request sent, @ForAll("stages") String stage) {
        Request read = arrived(PayloadFormat.HTTP_API_V1, sent, stage);
        assertThat(read.target().rawPath()).isEqualTo(sent.target().rawPath());
        assertThat(parameters(read.target().rawQuery())).isEqualTo(parameters(sent.target().rawQuery()));
        assertThat(Messages.byName(read.headers())).isEqualTo(Messages.byName(sent.headers()));
        assertSame(sent, read);
    }

    @Property
    void restLosesTheLengthFieldOnly(@ForAll("requests") Request sent) {
        Request read = arrived(PayloadFormat.REST, sent, "prod");
        assertThat(read.target().rawPath()).isEqualTo(sent.target().rawPath());
        assertThat(parameters(read.target().rawQuery()))
                .isEqualTo(parameters(sent.target().rawQuery().replace(';', '&')));
        assertThat(Messages.byName(read.headers()))
                .isEqualTo(Messages.byName(sent.headers().without("Content-Length")));
        assertSame(sent, read);
    }

    @Property
    void anAuthorizerSeesTheSameRequestAsTheRouter(@ForAll("requests") Request sent, @ForAll("stages") String stage) {
        for (Kind kind : List.of(Kind.HTTP_V2, Kind.HTTP_V1, Kind.REST_REQUEST)) {
            PayloadFormat format = switch (kind) {
                case HTTP_V2 -> PayloadFormat.HTTP_API_V2;
                case HTTP_V1 -> PayloadFormat.HTTP_API_V1;
                case REST_REQUEST, REST_TOKEN -> PayloadFormat.REST;
            };
            Envelope envelope = Messages.envelope(stage);
            Request proxied = ProxyEvents.read(ProxyEvents.write(format, sent, envelope)).request();
            AuthorizerEvent event = AuthorizerEvents
                    .read(AuthorizerEvents.write(kind, sent, envelope, List.of("source")));
            assertThat(event.request()).isEqualTo(new Request(proxied.method(), proxied.scheme(), proxied.host(),
                    proxied.port(), proxied.target(), proxied.headers(), Body.EMPTY, proxied.client(),
                    proxied.requestId()));
            assertThat(event.methodArn()).isEqualTo(AuthorizerEvents.methodArn(sent, envelope));
        }
    }

    @Property
    void answersLoseNothing(@ForAll("responses") Response sent, @ForAll PayloadFormat format) {
        Response read = ProxyResponses.read(format, ProxyResponses.write(format, sent));
        assertThat(read.status()).isEqualTo(sent.status());
        assertThat(read.body()).isEqualTo(sent.body());
        assertThat(Messages.byName(read.headers())).isEqualTo(format == PayloadFormat.HTTP_API_V2
                ? Messages.joined(sent.headers())
                : Messages.byName(sent.headers()));
    }

    private static Request arrived(PayloadFormat format, Request sent, String stage) {
        ProxyEvent event = ProxyEvents.read(ProxyEvents.write(format, sent, Messages.envelope(stage)));
        assertThat(event.format()).isEqualTo(format);
        assertThat(event.stage()).isEqualTo(stage);
        return event.request();
    }

    private static void assertSame(Request sent, Request read) {
        assertThat(new Request(read.method(), read.scheme(), read.host(), read.port(), sent.target(), Headers.EMPTY,
                read.body(), read.client(), read.requestId())).isEqualTo(sent.withHeaders(Headers.EMPTY));
    }

    /// Decoded, by name: what REST keeps of a query.
    private static Map<String, List<String>> parameters(String rawQuery) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Query.Parameter parameter : Query.parse(rawQuery).parameters()) {
            parameters.computeIfAbsent(parameter.name(), _ -> new ArrayList<>()).add(parameter.value());
        }
        return parameters;
    }
}
