package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpLogTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    private static HttpLog plugin(String config, int port) {
        return PluginKit.plugin(HttpLog.TYPE, config.replace("PORT", Integer.toString(port)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {http_endpoint: "http://127.0.0.1:PORT/logs"}                                                    | POST /logs + Content-Type: application/json + Authorization: null + X-Key: null
            {http_endpoint: "http://127.0.0.1:PORT/logs?a=1", method: PUT}                                   | PUT /logs + Content-Type: application/json + Authorization: null + X-Key: null
            {http_endpoint: "http://127.0.0.1:PORT", content_type: "application/json; charset=utf-8"}        | POST / + Content-Type: application/json; charset=utf-8 + Authorization: null + X-Key: null
            {http_endpoint: "http://me:pass@127.0.0.1:PORT/", headers: {X-Key: k}}                           | POST / + Content-Type: application/json + Authorization: Basic bWU6cGFzcw== + X-Key: k
            """)
    void an_entry_is_sent_for_every_request(String config, String head) throws IOException {
        try (Receivers.Http collector = new Receivers.Http("Content-Type", "Authorization", "X-Key")) {
            LogEntry first = TelemetryKit.proxied(200);
            LogEntry second = TelemetryKit.answered(404);
            kit.log(plugin(config, collector.port()), first, second);
            assertThat(collector.received()).extracting(Receivers.Http.Received::head).containsExactly(head, head);
            assertThat(collector.received()).extracting(Receivers.Http.Received::text)
                    .containsExactly(LogDocument.of(first), LogDocument.of(second));
            assertThat(kit.undelivered()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            queue: {max_batch_size: 10}     | 1 | [A]
            queue: {max_batch_size: 10}     | 3 | [A,A,A]
            queue_size: 10                  | 2 | [A,A]
            """)
    void a_batch_is_an_array(String batch, int entries, String content) throws IOException {
        try (Receivers.Http collector = new Receivers.Http()) {
            LogEntry entry = TelemetryKit.answered(200);
            LogEntry[] all = new LogEntry[entries];
            Arrays.fill(all, entry);
            kit.log(plugin("{http_endpoint: \"http://127.0.0.1:PORT/\", " + batch + "}", collector.port()), all);
            assertThat(collector.received()).extracting(Receivers.Http.Received::text)
                    .containsExactly(content.replace("A", LogDocument.of(entry)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            299 | false
            302 | true
            503 | true
            """)
    void a_status_from_300_on_is_a_failure(int status, boolean fails) throws IOException {
        try (Receivers.Http collector = new Receivers.Http()) {
            collector.answer(status);
            kit.log(plugin("{http_endpoint: \"http://127.0.0.1:PORT/\", queue: {max_retry_time: -1}}",
                    collector.port()), TelemetryKit.answered(200));
            assertThat(kit.undelivered()).isEqualTo(fails
                    ? List.of("http-log: handler could not process entries: request to 127.0.0.1 returned status code "
                            + status,
                            "http-log: could not send entries due to max_retry_time exceeded."
                                    + " 1 queue entries were lost")
                    : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                  | test.yaml:1:1 error HG0103 plugin http-log config.http_endpoint: required field missing.
            {http_endpoint: collector}                                          | test.yaml:1:17 error HG0105 plugin http-log config.http_endpoint: missing scheme in url. Write http:// or https:// before it.
            {http_endpoint: "ftp://a.test"}                                     | test.yaml:1:17 error HG0105 plugin http-log config.http_endpoint: could not parse url as one of http or https. Write an absolute URL: https://collector.example.com/logs.
            {http_endpoint: "http://a.test", headers: {Host: x}}                | test.yaml:1:50 error HG0105 plugin http-log config.headers.Host: cannot contain 'Host' header. Remove it; it follows from the rest.
            {http_endpoint: "http://u:p@a.test", headers: {authorization: x}}   | test.yaml:1:63 error HG0108 plugin http-log config.headers.authorization: specifying both an 'Authorization' header and user info in 'http_endpoint' is not allowed. Remove one of them.
            {http_endpoint: "http://a.test", custom_fields_by_lua: {a: return}} | test.yaml:1:56 error HG0202 plugin http-log config.custom_fields_by_lua: Headgate does not run Lua. Remove it, and add the fields where the entries arrive.
            {http_endpoint: "http://a.test", queue: {concurrency_limit: 0}}     | test.yaml:1:61 error HG0107 plugin http-log config.queue.concurrency_limit: 0: expected one of: -1, 1.
            {http_endpoint: "http://a.test", retry_count: 5}                    | test.yaml:1:47 warning HG0305 plugin http-log config.retry_count: no effect.
            {http_endpoint: "http://a.test", queue_size: 5}                     | test.yaml:1:46 warning HG0304 plugin http-log config.queue_size: deprecated; read as queue.max_batch_size unless it is its old default. Write queue.max_batch_size.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(HttpLog.TYPE, config)).singleElement().asString()
                .startsWith(problem.replace("no effect.", ""));
    }

    @Test
    void nothing_secret_is_shown() {
        String config = "{http_endpoint: \"ftp://u:hidden@a.test\", headers: {X-Key: 5}}";
        assertThat(PluginKit.problems(HttpLog.TYPE, config).toString()).doesNotContain("hidden");
        assertThat(plugin(config.replace("ftp", "http").replace("5", "k"), 1)).hasToString("HttpLog[http://a.test/]");
    }
}
