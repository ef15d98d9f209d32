package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.model.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacAuthTest {
    private static final CredentialStore STORE = AuthenticationKit
            .store(List.of(hmac("bob", "secret"), hmac("ann", "other"), hmac("a\",b", "secret")));
    private static final String NOW = "Wed, 25 Nov 2026 10:20:30 GMT";
    /// `SIGNED(bob hmac-sha1 [date] <date: NOW>)`: user, algorithm, what the field says is signed, and the lines that are
    /// signed with the user's secret, joined by `\n`.
    private static final Pattern SIGNED = Pattern.compile("SIGNED\\((\\S*) (\\S*) \\[(.*?)] <(.*?)>\\)");
    private static final String NO_DATE = "401 HMAC signature cannot be verified, a valid date or x-date header is required"
            + " for HMAC Authentication + hmac";

    private static Credential.Hmac hmac(String username, String secret) {
        return new Credential.Hmac("hmac-of-" + username, PluginKit.consumer("user-" + username), username, secret,
                List.of(), Location.of("test.yaml"));
    }

    private static Step send(String config, Exchange exchange) {
        HmacAuth plugin = PluginKit.plugin(HmacAuth.TYPE, config);
        return plugin.access(exchange, PluginKit.context(plugin, STORE, (_, _, _, _) -> {
            throw new AssertionError("hmac-auth counts nothing");
        }));
    }

    private static Step send(String config, String request) {
        return send(config, PluginKit.exchange(Written.request(signed(request))));
    }

    private static String signed(String text) {
        return SIGNED.matcher(text.replace("NOW", NOW)).replaceAll(found -> {
            String secret = found.group(1).equals("ann") ? "other" : "secret";
            byte[] octets = HmacAlgorithm.of(found.group(2)).orElse(HmacAlgorithm.HMAC_SHA1).sign(
                    secret.getBytes(StandardCharsets.UTF_8),
                    found.group(4).replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
            return "hmac username=\"" + found.group(1) + "\", algorithm=\"" + found.group(2) + "\", headers=\""
                    + found.group(3) + "\", signature=\"" + Base64.getEncoder().encodeToString(octets) + "\"";
        });
    }

    private static String outcome(Step step) {
        return switch (step) {
            case Step.Proceed(Exchange exchange) -> switch (exchange.identity()) {
                case Identity.Verified verified -> "passes as " + verified.knownConsumer().orElseThrow().username();
                case Identity.Anonymous(var consumer) -> "passes anonymously as " + consumer.username();
                case Identity.Unknown _ -> "passes unseen";
            };
            case Step.Answer _ -> AuthenticationKit.outcome(step);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                     | request                                                                                                             | outcome
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [date] <date: NOW>)                                         | passes as user-bob
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha256 [date] <date: NOW>)                                       | passes as user-bob
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha384 [date] <date: NOW>)                                       | passes as user-bob
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha512 [date] <date: NOW>)                                       | passes as user-bob
            {}                         | GET / + Date: NOW + Authorization: SIGNED(ann hmac-sha1 [date] <date: NOW>)                                         | passes as user-ann
            {}                         | GET / + Date: NOW + Authorization: x SIGNED(bob hmac-sha1 [date] <date: NOW>) y                                     | passes as user-bob
            # Lines are written as the client names the fields; what is not there is an empty line.
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [Date X_Date x] <Date: NOW\\nX_Date:\\nx:>)                 | passes as user-bob
            {}                         | GET / + X-Date: NOW + Authorization: SIGNED(bob hmac-sha1 [x_date] <x_date: NOW>)                                   | passes as user-bob
            {}                         | GET / + Date: NOW + a: 1 + a: 2 + Authorization: SIGNED(bob hmac-sha1 [a  date] <a: 1\\n:\\ndate: NOW>)             | passes as user-bob
            {}                         | GET /a?b=%20c + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [request-line] <GET /a?b=%20c HTTP/1.1>)            | passes as user-bob
            {}                         | GET /a + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [request-line date] <GET /a HTTP/2.0\\ndate: NOW>)         | passes as user-bob
            {}                         | GET /a + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [request-line] <GET /a HTTP/1.0>)                          | passes as user-bob
            {}                         | POST /a?b + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [@request-target] <@request-target: post /a?b>)         | passes as user-bob
            {}                         | GET /a + Date: NOW + request-line: x + Authorization: SIGNED(bob hmac-sha1 [request-line] <request-line: x>)        | passes as user-bob
            # Refused.
            {}                         | GET / + Date: NOW                                                                                                   | 401 Unauthorized + hmac
            {realm: here}              | GET / + Date: NOW                                                                                                   | 401 Unauthorized + hmac realm="here"
            {}                         | OPTIONS / + Date: NOW                                                                                               | 401 Unauthorized + hmac
            {}                         | GET / + Date: NOW + Authorization: asd                                                                              | UNVERIFIED
            {}                         | GET / + Date: NOW + Authorization: SIGNED(eve hmac-sha1 [date] <date: NOW>)                                         | UNVERIFIED
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha [date] <date: NOW>)                                          | UNVERIFIED
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [date] <date: then>)                                        | UNLIKE
            {}                         | GET /b + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [request-line] <GET /a HTTP/1.1>)                          | UNLIKE
            {}                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [Request-Line] <GET / HTTP/1.1>)                            | UNLIKE
            {}                         | GET / + Date: NOW + Authorization: hmac username="bob",algorithm="hmac-sha1",headers="date",signature="no base64!!" | UNLIKE
            {}                         | GET / + Date: NOW + Authorization: hmac username="bob",algorithm="hmac-sha1",headers="date",signature="=="          | UNLIKE
            {realm: here}              | GET / + Date: NOW + Authorization: asd                                                                              | 401 HMAC signature cannot be verified + hmac realm="here"
            # Proxy-Authorization comes first, where it has all the parts.
            {}                         | GET / + Date: NOW + Proxy-Authorization: SIGNED(bob hmac-sha1 [date] <date: NOW>) + Authorization: x                | passes as user-bob
            {}                         | GET / + Date: NOW + Proxy-Authorization: hmac username="bob" + Authorization: SIGNED(ann hmac-sha1 [date] <date: NOW>) | passes as user-ann
            {}                         | GET / + Date: NOW + Proxy-Authorization: SIGNED(bob hmac-sha1 [date] <x>) + Authorization: SIGNED(ann hmac-sha1 [date] <date: NOW>) | UNLIKE
            # What has to be signed, and how.
            {enforce_headers: [date, request-line]} | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [request-line date] <GET / HTTP/1.1\\ndate: NOW>) | passes as user-bob
            {enforce_headers: [date, request-line]} | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [date] <date: NOW>)                            | UNVERIFIED
            {enforce_headers: [date]}               | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [Date] <Date: NOW>)                            | UNVERIFIED
            {algorithms: [hmac-sha256]}             | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha256 [date] <date: NOW>)                          | passes as user-bob
            {algorithms: [hmac-sha256]}             | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [date] <date: NOW>)                            | UNVERIFIED
            # Anonymous requests.
            {anonymous: nobody}        | GET /                                                                                                               | passes anonymously as nobody
            {anonymous: nobody}        | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [date] <x>)                                                 | passes anonymously as nobody
            {anonymous: nobody}        | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [date] <date: NOW>)                                         | passes as user-bob
            {anonymous: ghost}         | GET /                                                                                                               | 500 anonymous consumer ghost is configured but doesn't exist
            """)
    void requests_are_authenticated_by_signature(String config, String request, String outcome) {
        assertThat(outcome(send(config, request)))
                .isEqualTo(outcome.replace("UNVERIFIED", "401 HMAC signature cannot be verified + hmac")
                        .replace("UNLIKE", "401 HMAC signature does not match + hmac"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            clock_skew | request                                                             | is in time
            300        | GET / + Date: Wed, 25 Nov 2026 10:15:30 GMT                         | yes
            300        | GET / + Date: Wed, 25 Nov 2026 10:25:30 GMT                         | yes
            300        | GET / + Date: Wed, 25 Nov 2026 10:15:29 GMT                         | no
            300        | GET / + Date: Wed, 25 Nov 2026 10:25:31 GMT                         | no
            0.5        | GET / + Date: Wed, 25 Nov 2026 10:20:30 GMT                         | yes
            0.5        | GET / + Date: Wed, 25 Nov 2026 10:20:31 GMT                         | no
            1.5        | GET / + Date: Wed, 25 Nov 2026 10:20:31 GMT                         | yes
            300        | GET / + X-Date: NOW                                                 | yes
            300        | GET / + X-Date: NOW + Date: Wed, 25 Nov 2020 10:20:30 GMT           | yes
            300        | GET / + X-Date: Wed, 25 Nov 2020 10:20:30 GMT + Date: NOW           | yes
            300        | GET / + Date: Wednesday, 25-Nov-26 10:20:30 GMT                     | yes
            300        | GET / + Date: Wed Nov 25 10:20:30 2026                              | yes
            300        | GET / + Date: some, 25 nov 2026 10:20:30 and whatever               | yes
            300        | GET /                                                               | no
            300        | GET / + Date: 2026-11-25T10:20:30Z                                  | no
            300        | GET / + Date: Wed, 31 Nov 2026 10:20:30 GMT                         | no
            300        | GET / + Date: Wed, 25 Nix 2026 10:20:30 GMT                         | no
            300        | GET / + Date: Wed, 25 Nov 2026 24:20:30 GMT                         | no
            """)
    void only_requests_of_now_are_believed(String skew, String request, String isInTime) {
        String signature = " + Authorization: SIGNED(bob hmac-sha1 [x] <x:>)";
        assertThat(outcome(send("{clock_skew: " + skew + "}", request + signature)))
                .isEqualTo(isInTime.equals("yes") ? "passes as user-bob" : NO_DATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            request                            | what is signed                                    | is in time
            GET / + Date: OLD + X-Date: NOW    | [date] <date: OLD>                                | no
            GET / + Date: NOW + X-Date: OLD    | [x_date] <x_date: OLD>                            | no
            GET / + Date: OLD + X-Date: NOW    | [X-Date] <X-Date: NOW>                            | yes
            GET / + Date: OLD + X-Date: NOW    | [date x-date] <date: OLD\\nx-date: NOW>           | yes
            GET / + X-Date: NOW                | [date] <date:>                                    | yes
            """)
    void a_date_that_is_not_signed_renews_no_signature(String request, String signed, String isInTime) {
        String old = "Wed, 25 Nov 2020 10:20:30 GMT";
        assertThat(outcome(
                send("{}", (request + " + Authorization: SIGNED(bob hmac-sha1 " + signed + ")").replace("OLD", old))))
                .isEqualTo(isInTime.equals("yes") ? "passes as user-bob" : NO_DATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            request                                                                            | passes
            POST / + Digest: SHA-256=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= + body: abc  | yes
            POST / + Digest: SHA-256=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= + body: abd  | no
            POST / + Digest: sha-256=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= + body: abc  | no
            POST / + Digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=              | yes
            POST / + body: abc                                                                 | no
            POST / + Digest: + body: abc                                                       | no
            GET /                                                                              | yes
            GET / + Digest:                                                                    | no
            """)
    void the_body_is_checked_where_it_is_asked_for(String request, String passes) {
        String signature = " + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [x] <x:>)";
        assertThat(outcome(send("{validate_request_body: true}", request + signature))).isEqualTo(
                passes.equals("yes") ? "passes as user-bob" : "401 HMAC signature does not match + hmac");
        assertThat(outcome(send("{}", request + signature))).isEqualTo("passes as user-bob");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            hide  | request                                                                       | the backend gets
            false | GET / + Authorization: SIGNED(bob hmac-sha1 [x] <x:>)                         | GET / + Date: NOW + Authorization: SIGNED(bob hmac-sha1 [x] <x:>) + BOB
            true  | GET / + Authorization: SIGNED(bob hmac-sha1 [x] <x:>)                         | GET / + Date: NOW + BOB
            true  | GET / + Authorization: x + Proxy-Authorization: SIGNED(bob hmac-sha1 [x] <x:>) | GET / + Date: NOW + Authorization: x + BOB
            true  | GET / + Proxy-Authorization: x + Authorization: SIGNED(bob hmac-sha1 [x] <x:>) | GET / + Date: NOW + Proxy-Authorization: x + BOB
            true  | GET / + X-Consumer-ID: 1 + X-Anonymous-Consumer: true + Authorization: SIGNED(bob hmac-sha1 [x] <x:>) | GET / + Date: NOW + BOB
            """)
    void the_backend_is_told_who_calls(String hide, String request, String backend) {
        String bob = "X-Consumer-ID: id-of-user-bob + X-Consumer-Username: user-bob + X-Credential-Identifier: bob";
        assertThat(AuthenticationKit.outcome(send("{hide_credentials: " + hide + "}",
                request.replace("GET /", "GET / + Date: NOW")))).isEqualTo(signed(backend).replace("BOB", bob));
    }

    @Test
    void a_signature_made_by_openssl_is_good() {
        // printf 'date: …\n@request-target: get /orders?x=1' | openssl dgst -sha256 -hmac secret -binary | base64
        assertThat(outcome(send("{}", "GET /orders?x=1 + Date: NOW + Authorization: hmac username=\"bob\", "
                + "algorithm=\"hmac-sha256\", headers=\"date @request-target\", signature=\"8jdYjgD0MNE0BANxl7ymAee1TiDQMNwmON/mpeRLmVs=\"")))
                .isEqualTo("passes as user-bob");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            field                                                                                  | read as
            hmac username="u",algorithm="a",headers="h",signature="s"                              | u / a / [h] / s
            Hmac   username="u",   algorithm="a",  headers="h i",   signature="s=="                | u / a / [h, i] / s==
            hmacusername="u",algorithm="a",headers="h",signature="s" trailing                      | u / a / [h] / s
            hmac username="u",algorithm="a",headers="h",signature="s" more"                        | u / a / [h] / s" more
            hmac username="u",algorithm="x",algorithm="a",headers="h",signature="s"                | u",algorithm="x / a / [h] / s
            hmac username="u",algorithm="a",headers="h",headers="",signature="s"                   | u / a / [h",headers="] / s
            hmac username="u",algorithm="a",headers="",headers="h",signature="s"                   | u / a",headers=" / [h] / s
            hmac hmac username="u",algorithm="a",headers="h",signature="s"                         | u / a / [h] / s
            HMAC username="u",algorithm="a",headers="h",signature="s"                              | -
            hmac username="",algorithm="a",headers="h",signature="s"                               | -
            hmac username="u",algorithm="",headers="h",signature="s"                               | -
            hmac username="u",algorithm="a",headers="",signature="s"                               | -
            hmac username="u",algorithm="a",headers="h",signature=""                               | -
            hmac username="u",algorithm="a" headers="h",signature="s"                              | -
            hmac username="u",algorithm="a",headers="h"                                            | -
            hmac algorithm="a",headers="h",signature="s"                                           | -
            hmac username="u",headers="h",algorithm="a",signature="s"                              | -
            hmac username                                                                          | -
            ""                                                                                     | -
            """)
    void the_parts_of_the_field_are_found_as_kongs_expression_finds_them(String field, String parts) {
        assertThat(HmacFields.parse(field).map(fields -> fields.username() + " / " + fields.algorithm() + " / "
                + fields.headers() + " / " + fields.signature()).orElse(null)).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hmac username="
            ",algorithm="
            ",  headers="
            signature="
            """)
    void a_long_field_costs_no_more_than_its_length(String part) {
        assertThat(HmacFields.parse(part.repeat(200_000))).isEmpty();
        assertThat(HmacFields.parse("hmac username=\"u\"," + " ".repeat(1_000_000))).isEmpty();
    }

    @Test
    void the_router_verifies_in_every_mode() {
        assertThat(PluginKit.plugin(HmacAuth.TYPE, "{}").isForRouterOnly()).isTrue();
    }

    @Test
    void a_credential_does_not_show_its_secret() {
        assertThat(hmac("bob", "verysecret").toString()).contains("bob").doesNotContain("verysecret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {algorithms: [hmac-md5]}   | test.yaml:1:15 error HG0107 plugin hmac-auth config.algorithms[0]: "hmac-md5": expected one of: hmac-sha1, hmac-sha256, hmac-sha384, hmac-sha512.
            {clock_skew: 0}            | test.yaml:1:14 error HG0106 plugin hmac-auth config.clock_skew: 0: value should be between 0.001 and 1000000000.
            {realm: 'a"b'}             | test.yaml:1:9 error HG0105 plugin hmac-auth config.realm: "a"b": a realm stands between quotes in a header field. Leave out quotes, backslashes and control characters.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(HmacAuth.TYPE, config)).containsExactly(problem);
    }
}
