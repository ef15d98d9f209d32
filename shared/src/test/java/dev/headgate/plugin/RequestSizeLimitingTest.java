package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSizeLimitingTest {
    private static final String LIMIT = "Request size limit exceeded";
    private static final String LENGTH = "A valid Content-Length header is required";

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                        | request                                             | client
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + Content-Length: 4 + body: 1234             | 200
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + Content-Length: 5 + body: 12345            | 413 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + body: 1234                                 | 200
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + body: 12345                                | 413 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + body: äöü                                  | 413 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + Content-Length: x + body: 12345            | 413 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + Expect: 100-continue + body: 12345         | 417 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + Expect:  100-Continue  + Content-Length: 5 | 417 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | POST / + Expect: 200-ok + body: 12345               | 413 LIMIT
            {allowed_payload_size: 4, size_unit: bytes}                                   | GET /                                               | 200
            {allowed_payload_size: 0, size_unit: bytes}                                   | GET /                                               | 200
            {allowed_payload_size: 0, size_unit: bytes}                                   | POST / + body: 1                                    | 413 LIMIT
            {allowed_payload_size: -1}                                                    | GET /                                               | 413 LIMIT
            {allowed_payload_size: 1, size_unit: kilobytes}                               | POST / + Content-Length: 1024                       | 200
            {allowed_payload_size: 1, size_unit: kilobytes}                               | POST / + Content-Length: 1025                       | 413 LIMIT
            {allowed_payload_size: 1}                                                     | POST / + Content-Length: 1048576                    | 200
            {allowed_payload_size: 1}                                                     | POST / + Content-Length: 1048577                    | 413 LIMIT
            {}                                                                            | POST / + Content-Length: 134217728                  | 200
            {}                                                                            | POST / + Content-Length: 134217729                  | 413 LIMIT
            {allowed_payload_size: 4, size_unit: bytes, require_content_length: true}     | POST / + Content-Length: 4 + body: 1234             | 200
            {allowed_payload_size: 4, size_unit: bytes, require_content_length: true}     | POST / + body: 1234                                 | 411 LENGTH
            {allowed_payload_size: 4, size_unit: bytes, require_content_length: true}     | GET /                                               | 411 LENGTH
            {allowed_payload_size: 4, size_unit: bytes, require_content_length: true}     | POST / + Content-Length: x + body: 1234             | 411 LENGTH
            {allowed_payload_size: 4, size_unit: bytes, require_content_length: true}     | POST / + Transfer-Encoding: chunked + body: 1234    | 200
            {allowed_payload_size: 4, size_unit: bytes, require_content_length: true}     | POST / + Transfer-Encoding: chunked + body: 12345   | 413 LIMIT
            """)
    void large_requests_are_turned_away(String config, String request, String client) {
        PluginKit.Outcome outcome = PluginKit.send(PluginKit.plugin(RequestSizeLimiting.TYPE, config),
                PluginKit.exchange(Written.request(request)), Response.of(200));
        assertThat(outcome.client()).isEqualTo(client.equals("200") ? client : error(client));
        assertThat(outcome.backend()).isEqualTo(client.equals("200")
                ? Written.of(PluginKit.exchange(Written.request(request)).upstream())
                : Written.NOTHING);
    }

    private static String error(String client) {
        return Written.of(Answers.error(PluginKit.request("GET", "/"), Integer.parseInt(client.substring(0, 3)),
                client.substring(4).replace("LIMIT", LIMIT).replace("LENGTH", LENGTH)));
    }

    @Test
    void content_is_measured_where_its_size_is_not_announced() {
        Request empty = PluginKit.request("POST", "/");
        RequestSizeLimiting plugin = PluginKit.plugin(RequestSizeLimiting.TYPE, "{allowed_payload_size: 1}");
        assertThat(plugin.access(exchange(empty, 1_048_576), PluginKit.context(plugin)))
                .isInstanceOf(Step.Proceed.class);
        assertThat(plugin.access(exchange(empty, 1_048_577), PluginKit.context(plugin)))
                .isInstanceOf(Step.Answer.class);
    }

    private static Exchange exchange(Request empty, int bytes) {
        Exchange exchange = PluginKit.exchange(empty);
        return exchange.withUpstream(exchange.upstream().withBody(Body.of(new byte[bytes])));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                | 1:1 warning HG0303 plugin request-size-limiting config.allowed_payload_size: 128 megabytes: Lambda takes events of 6 megabytes at most, so this is never reached. Write less than 6 megabytes, or remove the plugin.
            {allowed_payload_size: 6}                         | 1:24 warning HG0303 plugin request-size-limiting config.allowed_payload_size: 6 megabytes: Lambda takes events of 6 megabytes at most, so this is never reached. Write less than 6 megabytes, or remove the plugin.
            {allowed_payload_size: 6144, size_unit: kilobytes} | 1:24 warning HG0303 plugin request-size-limiting config.allowed_payload_size: 6144 kilobytes: Lambda takes events of 6 megabytes at most, so this is never reached. Write less than 6 megabytes, or remove the plugin.
            {allowed_payload_size: 5}                         |
            {allowed_payload_size: 6291455, size_unit: bytes} |
            {allowed_payload_size: 1.5}                       | 1:24 error HG0102 plugin request-size-limiting config.allowed_payload_size: 1.5: expected an integer. Write a whole number from -2147483648 to 2147483647.
            {allowed_payload_size: 5, size_unit: gigabytes}   | 1:38 error HG0107 plugin request-size-limiting config.size_unit: "gigabytes": expected one of: megabytes, kilobytes, bytes. Did you mean megabytes?
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(RequestSizeLimiting.TYPE, config))
                .isEqualTo(problem == null ? List.of() : List.of("test.yaml:" + problem));
    }
}
