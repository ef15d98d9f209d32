package dev.headgate.local.conformance;

import dev.headgate.delivery.Sockets;
import dev.headgate.delivery.Undelivered;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.telemetry.Measurement;
import dev.headgate.web.WebCall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Everybody but the backend: providers of identities and models, functions, collectors, the log. Keeps what it is told,
/// each as a [Line] has it: `POST https://logs.test/in + Content-Type: … + body: …`, `TCP logs.test:514`, `TLS …`, `UDP …`,
/// `FILE /dev/stdout`, `LOST http-log` for what could not be sent, and `METRIC kong_http_requests_total` with its labels as fields and its value as body.
final class OutsideWorld implements Sockets {
    private final Map<String, Line> answers;
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();

    private record Told(String start, Headers headers, String body) {}

    /// @param answers by method and address without the query; other calls are answered with 200
    OutsideWorld(Map<String, String> answers) {
        this.answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, answer -> Line.of(answer.getValue())));
    }

    /// Forgets what was told before.
    void forget() {
        told.clear();
    }

    Response send(WebCall call) {
        String start = call.method() + " " + call.address();
        told.add(new Told(start, call.headers(), call.body().utf8()));
        Line answer = answers.getOrDefault(start.replaceFirst("\\?.*", ""), Line.of("200"));
        return new Response(Integer.parseInt(answer.start()), answer.headers(), answer.body());
    }

    /// A document of an OpenID provider.
    byte[] fetch(URI address) throws IOException {
        Response answer = send(WebCall.get(address, Duration.ofSeconds(1)));
        if (answer.status() != 200) {
            throw new IOException(address + " answered " + answer.status());
        }
        return answer.body().bytes();
    }

    @Override
    public void datagram(Listener to, byte[] content) {
        told.add(new Told("UDP " + to, Headers.EMPTY, new String(content, StandardCharsets.UTF_8)));
    }

    @Override
    public void stream(Listener to, Security security, byte[] content) {
        Told plain = new Told("TCP " + to, Headers.EMPTY, new String(content, StandardCharsets.UTF_8));
        told.add(switch (security) {
            case Security.Plain _ -> plain;
            case Security.Tls(String serverName) ->
                    new Told("TLS " + to, Headers.of("server-name", serverName), plain.body());
        });
    }

    void append(String path, boolean reopen, String line) {
        told.add(new Told("FILE " + path, Headers.of("reopen", Boolean.toString(reopen)), line));
    }

    void measure(List<Measurement> measurements) {
        for (Measurement one : measurements) {
            List<Headers.Field> labels = IntStream.range(0, one.labels().size())
                    .mapToObj(i -> new Headers.Field(one.metric().labels().get(i), one.labels().get(i))).toList();
            told.add(new Told("METRIC " + one.metric().name(), Headers.of(labels), Double.toString(one.value())));
        }
    }

    void lost(Undelivered lost) {
        told.add(new Told("LOST " + lost.plugin(), Headers.EMPTY, lost.problem()));
    }

    /// What is missing of what was to be told; `-` asks that nothing was.
    List<String> differences(List<String> wanted) {
        List<String> found = new ArrayList<>();
        for (String text : wanted) {
            Line line = Line.of(text);
            boolean isTold = line.start().equals("-")
                    ? told.isEmpty()
                    : told.stream().anyMatch(
                            one -> line.differences(one.start(), one.headers(), one.body()).isEmpty());
            if (!isTold) {
                found.add("wanted " + text + ", got " + told);
            }
        }
        return found;
    }
}
