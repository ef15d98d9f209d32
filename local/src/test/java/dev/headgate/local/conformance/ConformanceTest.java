package dev.headgate.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Reading;
import dev.headgate.event.Envelope;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.local.conformance.ConformanceFile.Case;
import dev.headgate.local.conformance.ConformanceFile.Step;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What Kong does, as data: src/test/resources/kong. Every case goes through the real router function, once with the event
/// of an HTTP API and once with that of a REST API, to a real backend.
class ConformanceTest {
    static final Path FOLDER = Path.of(System.getProperty("headgate.root"), "local/src/test/resources/kong");
    private static final int CASES_MIN = 400;
    private static final List<PayloadFormat> FORMATS = List.of(PayloadFormat.HTTP_API_V2, PayloadFormat.REST);
    /// Stands in the files for the port of the backend, and every name under `test` for its address.
    private static final String PORT = ":8080";

    private static final RecordingBackend BACKEND = new RecordingBackend();
    private static final BackendProxy PROXY = new BackendProxy(BackendProxy.LAMBDA_PAYLOAD_BYTES_MAX,
            ConformanceTest::resolve, Ticker.system(), () -> {
                throw new AssertionError("the backend speaks no TLS");
            });

    @AfterAll
    static void close() {
        PROXY.close();
        BACKEND.close();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (host.endsWith(".test")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        throw new UnknownHostException(host);
    }

    static List<ConformanceFile> files() throws IOException {
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            List<Path> yaml = paths.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
            List<ConformanceFile> files = new ArrayList<>();
            for (Path path : yaml) {
                files.add(ConformanceFile.read(FOLDER, path));
            }
            return files;
        }
    }

    @Test
    void there_are_enough_cases() throws IOException {
        assertThat(files().stream().mapToInt(file -> file.cases().size()).sum()).isGreaterThanOrEqualTo(CASES_MIN);
    }

    @TestFactory
    Stream<DynamicNode> cases() throws IOException {
        return files().stream().map(file -> DynamicContainer.dynamicContainer(file.path() + ": " + file.about(),
                file.cases().stream().flatMap(ConformanceTest::tests)));
    }

    private static Stream<DynamicTest> tests(Case one) {
        return switch (one) {
            case Case.Refused refused -> Stream.of(DynamicTest.dynamicTest(one.name(), () -> refuse(refused)));
            case Case.Served served ->
                    FORMATS.stream().filter(format -> served.only().isEmpty() || served.only().equals(format.name()))
                            .map(format -> DynamicTest.dynamicTest(
                                    one.name() + " (" + format + ")", () -> serve(served, format)));
        };
    }

    private static void refuse(Case.Refused refused) {
        Reading reading = read(refused, refused.surroundings());
        assertThat(reading.gateway()).as("the file is refused").isEmpty();
        assertThat(lines(reading)).containsExactlyElementsOf(refused.lines());
    }

    private static Reading read(Case one, ConformanceFile.Surroundings surroundings) {
        return ConformanceGateway.read(one.config().replace(PORT, ":" + BACKEND.port()), surroundings);
    }

    private static List<String> lines(Reading reading) {
        return reading.diagnostics().stream().map(Object::toString).toList();
    }

    private static void serve(Case.Served served, PayloadFormat format) throws FunctionFailedException {
        Reading reading = read(served, served.surroundings());
        var gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics().toString()));
        served.said().ifPresent(said -> assertThat(lines(reading)).containsExactlyElementsOf(said));
        try (ConformanceGateway tested = new ConformanceGateway(gateway, served.surroundings(), PROXY)) {
            for (int i = 0; i < served.steps().size(); i++) {
                Step step = served.steps().get(i);
                tested.setTime(step.at());
                tested.outside().forget();
                BACKEND.answer(Line.of(step.answer()));
                Request request = request(step);
                Response response = ProxyResponses.read(format, tested.router().invoke(ProxyEvents.write(format,
                        request, new Envelope("$default", "conformanc", "000000000000", "eu-central-1",
                                request.hostName(), Envelope.DEFAULT_ROUTE, step.at(),
                                "01234567-89ab-cdef-0123-456789abcdef", Map.of()))));
                List<String> differences = Stream.concat(differences(step, response).stream(),
                        tested.outside().differences(step.also()).stream().map(line -> "also: " + line)).toList();
                assertThat(differences).as("step %d: %s", i + 1, step.request()).isEmpty();
            }
        }
    }

    private static List<String> differences(Step step, Response response) {
        Optional<RecordingBackend.Seen> seen = BACKEND.onlyRequest();
        Line backend = Line.of(step.backend());
        List<String> atBackend = seen.map(request -> backend.differences(request.start(),
                Headers.of(request.headers().fields().stream().map(field -> new Headers.Field(field.name(),
                        field.value().replace(":" + BACKEND.port(), PORT))).toList()),
                request.body())).orElseGet(() -> backend.differences("-", Headers.EMPTY, ""));
        List<String> atClient = Line.of(step.client()).differences(Integer.toString(response.status()),
                asTheFunctionSaid(response.headers()), response.body().utf8());
        return Stream.concat(atBackend.stream().map(line -> "backend: " + line),
                atClient.stream().map(line -> "client: " + line)).toList();
    }

    /// REST APIs hide some fields of a function's answer behind other names.
    private static Headers asTheFunctionSaid(Headers headers) {
        return Headers.of(headers.fields().stream().map(field -> new Headers.Field(
                field.name().replaceFirst("^x-amzn-Remapped-", ""), field.value())).toList());
    }

    private static Request request(Step step) {
        Line line = Line.of(step.request());
        String[] start = line.start().split(" ", 2);
        Headers written = line.headers();
        Headers headers = written.contains("Host") ? written : written.plus("Host", "example.com");
        boolean https = step.scheme().equals("https");
        return new Request(start[0], step.scheme(), headers.first("Host"), https ? 443 : 80,
                RequestTarget.parse(start[1]), headers, line.body(),
                new Request.Client(step.from(), "", step.certificate()),
                "0123456789abcdef0123456789abcdef");
    }
}
