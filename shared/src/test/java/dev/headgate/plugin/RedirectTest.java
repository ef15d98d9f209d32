package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.routing.Match;
import dev.headgate.routing.NormalizedPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '~', textBlock = """
            config                                                              | request                | status | location
            {location: 'https://example.com'}                                   | GET /a?b=1             | 301    | https://example.com
            {location: 'https://example.com', status_code: 302}                 | POST /a                | 302    | https://example.com
            {location: 'https://example.com', status_code: 404}                 | GET /a                 | 404    | https://example.com
            {location: 'https://Example.com:443/path?foo=bar#x'}                | GET /a?b=1             | 301    | https://Example.com:443/path?foo=bar#x
            {location: 'https://example.com/p?f=b', keep_incoming_path: true}   | GET /status/200?keep=x | 301    | https://example.com/status/200?keep=x
            {location: 'https://example.com/p?f=b', keep_incoming_path: true}   | GET /                  | 301    | https://example.com/
            {location: 'https://example.com', keep_incoming_path: true}         | GET /a                 | 301    | https://example.com/a
            {location: 'https://example.com?f=b', keep_incoming_path: true}     | GET /a?b=1             | 301    | https://example.com/a?b=1
            {location: 'https://example.com/p#top', keep_incoming_path: true}   | GET /a?b=1             | 301    | https://example.com/a?b=1#top
            {location: 'HTTPS://u:p@Example.COM:443/p', keep_incoming_path: true} | GET /a                 | 301    | https://u:p@example.com/a
            {location: 'https://example.com:8443/p', keep_incoming_path: true}  | GET /a                 | 301    | https://example.com:8443/a
            {location: 'http://[2001:DB8::1]:80/p', keep_incoming_path: true}   | GET /a                 | 301    | http://[2001:db8::1]/a
            {location: 'https://example.com', keep_incoming_path: true}         | GET /a/../b//c         | 301    | https://example.com/b/c
            {location: 'https://example.com', keep_incoming_path: true}         | GET //evil.test/a      | 301    | https://example.com/evil.test/a
            {location: 'https://example.com', keep_incoming_path: true}         | GET /%61%20%c3%a9%2f%3f| 301    | https://example.com/a%20%C3%A9%2F%3F
            {location: 'https://example.com', keep_incoming_path: true}         | GET /%0d%0aX:1         | 301    | https://example.com/%0D%0AX:1
            {location: 'https://example.com', keep_incoming_path: true}         | GET /%5c%5cevil.test   | 301    | https://example.com///evil.test
            {location: 'https://example.com', keep_incoming_path: true}         | GET /?a='"<%20>        | 301    | https://example.com/?a=%27%22%3C%20%3E
            """)
    void clients_are_sent_elsewhere(String config, String request, int status, String location) {
        Exchange start = PluginKit.exchange(Written.request(request));
        String path = NormalizedPath.of(start.request().target().rawPath()).text();
        Exchange exchange = new Exchange(start.request(),
                new Match(start.match().route(), path, "/", Match.Captures.NONE), start.upstream(), Attestation.NONE);
        assertThat(PluginKit.send(PluginKit.plugin(Redirect.TYPE, config), exchange,
                Response.of(200)))
                .isEqualTo(new PluginKit.Outcome(Written.NOTHING,
                        status + " + Location: " + location + " + body: redirecting"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                               | 1:1 error HG0103 plugin redirect config.location: required field missing. The URL that the client is sent to.
            {location: definitely_not_a_url}                 | 1:12 error HG0105 plugin redirect config.location: 'definitely_not_a_url': missing scheme or host in url. Write an absolute URL: https://example.com/new.
            {location: //example.com/a}                      | 1:12 error HG0105 plugin redirect config.location: '//example.com/a': missing scheme or host in url. Write an absolute URL: https://example.com/new.
            {location: 'https://a.test', status_code: 600}   | 1:43 error HG0106 plugin redirect config.status_code: 600: value should be between 100 and 599.
            {location: 'https://a.test', status_code: 101}   | 1:43 error HG0205 plugin redirect config.status_code: 101: API Gateway cannot end a request with an informational status. Write a status from 200 to 599.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(Redirect.TYPE, config)).containsExactly("test.yaml:" + problem);
    }
}
