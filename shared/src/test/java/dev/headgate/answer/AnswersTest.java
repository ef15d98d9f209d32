package dev.headgate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock = """
                    # Accept                                 | Content-Type
                    ''                                       | application/json; charset=utf-8
                    */*                                      | application/json; charset=utf-8
                    text/html                                | text/html; charset=utf-8
                    TEXT/HTML                                | text/html; charset=utf-8
                    text/*                                   | text/plain; charset=utf-8
                    text/plain                               | text/plain; charset=utf-8
                    application/xml                          | application/xml; charset=utf-8
                    application/*                            | application/json; charset=utf-8
                    image/png                                | application/json; charset=utf-8
                    text/html;q=0.5, application/xml         | application/xml; charset=utf-8
                    text/html;q=0.5, application/xml;q=0.4   | text/html; charset=utf-8
                    text/html;q=0, application/xml;q=0.1     | application/xml; charset=utf-8
                    text/html;level=1, application/json      | text/html; charset=utf-8
                    text/html;level=1;q=0.2, text/plain;q=0.3 | text/plain; charset=utf-8
                    nonsense, text/html                      | text/html; charset=utf-8
                    """)
    void an_error_comes_in_the_media_type_that_the_client_prefers(String accept, String contentType) {
        Response response = Answers.error(request(accept), 404, "no Route matched with those values");
        assertThat(response.headers().first("Content-Type")).isEqualTo(contentType);
        assertThat(response.body().utf8()).contains("no Route matched with those values", "0123456789abcdef");
    }

    @Test
    void the_documents_are_Kongs() {
        assertThat(Answers.error(request(""), 404, "say \"no\"").body().utf8()).isEqualTo("""
                {
                  "message":"say \\"no\\"",
                  "request_id":"0123456789abcdef"
                }""");
        assertThat(Answers.error(request("text/plain"), 404, "no").body().utf8())
                .isEqualTo("no\nrequest_id: 0123456789abcdef\n");
        assertThat(Answers.error(request("text/html"), 404, "<no>").body().utf8()).contains("<p>&lt;no&gt;.</p>",
                "<p>request_id: 0123456789abcdef</p>");
        assertThat(Answers.error(request("application/xml"), 404, "a & b").body().utf8())
                .contains("<message>a &amp; b</message>", "<requestid>0123456789abcdef</requestid>");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # status | message
                    401      | Unauthorized
                    404      | Not found
                    413      | Payload too large
                    426      | Upgrade required
                    502      | An invalid response was received from the upstream server
                    503      | The upstream server is currently unavailable
                    504      | The upstream server is timing out
                    599      | The upstream server responded with 599
                    """)
    void a_status_without_a_message_has_Kongs(int status, String message) {
        assertThat(Answers.error(request("text/plain"), status).body().utf8()).startsWith(message + "\n");
    }

    @Test
    void an_exit_is_a_bare_message_whatever_the_client_accepts() {
        Response response = Answers.exit(403, "You cannot consume this service");
        assertThat(response.body().utf8()).isEqualTo("{\"message\":\"You cannot consume this service\"}");
        assertThat(response.headers().first("Content-Type")).isEqualTo("application/json; charset=utf-8");
    }

    private static Request request(String accept) {
        return new Request("GET", "http", "h", 80, RequestTarget.parse("/"),
                accept.isEmpty() ? Headers.EMPTY : Headers.of("Accept", accept), Body.EMPTY,
                new Request.Client("203.0.113.7", ""), "0123456789abcdef");
    }
}
