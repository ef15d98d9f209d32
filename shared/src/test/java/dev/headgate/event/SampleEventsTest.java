package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The events under `events/` are read as the golden files say, which `-Dheadgate.golden=write` writes, and writing the
/// request again makes the same event.
class SampleEventsTest {
    private static final Path SAMPLES = Path.of(System.getProperty("headgate.root", ".."), "events");
    private static final Path GOLDEN = Path.of(System.getProperty("headgate.root", ".."),
            "shared/src/test/resources/dev/headgate/event/samples");
    private static final String HTTP_API = "a1b2c3d4e5";
    private static final String REST_API = "r5s6t7u8v9";

    static List<String> names() throws IOException {
        return names(SAMPLES, ".json");
    }

    private static List<String> names(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length())).sorted().toList();
        }
    }

    @Test
    void everyGoldenFileHasItsSample() throws IOException {
        assertThat(names(GOLDEN, ".txt")).isEqualTo(names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSampleIsReadAsItsGoldenFileShows(String name) throws IOException {
        byte[] event = Files.readAllBytes(SAMPLES.resolve(name + ".json"));
        String read = name.startsWith("authorizer-")
                ? shown(AuthorizerEvents.read(event))
                : shown(ProxyEvents.read(event));
        GoldenFile.assertHolds(GOLDEN.resolve(name + ".txt"), read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http-v2-get                 | $default
            http-v2-post-json           | POST /orders
            http-v2-binary              | $default
            http-v2-form                | $default
            http-v2-cookies             | $default
            http-v2-named-stage         | GET /products/{id}
            http-v2-custom-domain       | $default
            http-v2-repeated-headers    | $default
            http-v2-forwarded-for       | $default
            http-v1-get                 | $default
            http-v1-post-binary         | $default
            http-v1-named-stage         | GET /products/{id}
            rest-get                    | $default
            rest-root                   | $default
            rest-encoded-path           | $default
            rest-post-json              | $default
            rest-binary                 | $default
            rest-repeated-headers       | $default
            """)
    void aRequestIsWrittenAsItsSample(String name, String routeKey) throws IOException {
        byte[] sample = Files.readAllBytes(SAMPLES.resolve(name + ".json"));
        ProxyEvent event = ProxyEvents.read(sample);

        byte[] written = ProxyEvents.write(event.format(), event.request(),
                envelope(event.format(), event.request(), event.stage(), routeKey, event.apiRequestId()));

        assertThat(lines(written)).isEqualTo(lines(sample));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            authorizer-http-v2      | $default         | $default | JKJaXmPLvHcESHA=
            authorizer-http-v1      | GET /orders/{id} | $default | JKJaXmPLvHcESHA=
            authorizer-rest-request | $default         | prod     | 7c2af7db-31f3-42b5-8a6d-9ffc74e3b9e0
            authorizer-rest-token   | $default         | prod     | 7c2af7db-31f3-42b5-8a6d-9ffc74e3b9e0
            """)
    void anAuthorizersRequestIsWrittenAsItsSample(String name, String routeKey, String stage, String id)
            throws IOException {
        byte[] sample = Files.readAllBytes(SAMPLES.resolve(name + ".json"));
        AuthorizerEvent event = AuthorizerEvents.read(sample);
        PayloadFormat format = switch (event.kind()) {
            case HTTP_V2 -> PayloadFormat.HTTP_API_V2;
            case HTTP_V1 -> PayloadFormat.HTTP_API_V1;
            case REST_REQUEST, REST_TOKEN -> PayloadFormat.REST;
        };

        byte[] written = AuthorizerEvents.write(event.kind(), event.request(),
                envelope(format, event.request(), stage, routeKey, id), event.identitySource());

        assertThat(lines(written)).isEqualTo(lines(sample));
    }

    /// What the writer does not know or makes up: ids of resources and deployments, REST's second request id, and the
    /// variables of a route that the sample's own route key does not have.
    private static List<String> lines(byte[] document) {
        return JsonTree.lines(document, "resourceId", "deploymentId", "extendedRequestId", "pathParameters");
    }

    private static Envelope envelope(PayloadFormat format, Request request, String stage, String routeKey, String id) {
        boolean rest = format == PayloadFormat.REST;
        return new Envelope(stage, rest ? REST_API : HTTP_API, "123456789012", "eu-central-1",
                request.client().serverName(), routeKey,
                Instant.ofEpochMilli(
                        rest || format == PayloadFormat.HTTP_API_V1 ? 1_783_711_144_836L : 1_783_711_145_766L),
                id, Map.of());
    }

    private static String shown(ProxyEvent event) {
        StringBuilder text = new StringBuilder();
        line(text, "format", event.format());
        line(text, "stage", event.stage());
        line(text, "API request id", event.apiRequestId());
        new TreeMap<>(event.authorizer()).forEach((name, value) -> line(text, "authorizer " + name, value));
        return text + shown(event.request());
    }

    private static String shown(AuthorizerEvent event) {
        StringBuilder text = new StringBuilder();
        line(text, "kind", event.kind());
        line(text, "method ARN", event.methodArn());
        event.identitySource().forEach(source -> line(text, "identity source", source));
        return text + shown(event.request());
    }

    private static String shown(Request request) {
        StringBuilder text = new StringBuilder();
        line(text, "request id", request.requestId());
        line(text, "client", request.client().address());
        line(text, "server name", request.client().serverName());
        if (!request.client().certificate().isEmpty()) {
            line(text, "certificate", request.client().certificate());
        }
        line(text, "scheme, host, port", request.scheme() + ", " + request.host() + ", " + request.port());
        text.append('\n').append(request.method()).append(' ').append(request.target()).append('\n');
        for (Field field : request.headers().fields()) {
            text.append(field.name()).append(": ").append(field.value()).append('\n');
        }
        if (!request.body().isEmpty()) {
            text.append('\n').append(body(request)).append('\n');
        }
        return text.toString();
    }

    private static String body(Request request) {
        String utf8 = request.body().utf8();
        return utf8.indexOf('\uFFFD') < 0
                ? utf8
                : HexFormat.ofDelimiter(" ").formatHex(request.body().bytes());
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
