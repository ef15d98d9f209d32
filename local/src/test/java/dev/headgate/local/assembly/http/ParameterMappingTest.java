package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterMappingTest {
    private static final String BODY = "{\"name\": \"Rex\", \"tags\": [\"a\", {\"b\": 2}], \"odd name\": true}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    $request.header.X-Two                              | 1,2
                    $request.header.absent                             | -
                    $request.querystring.q                             | a b,c
                    $request.querystring.Q                             | -
                    $request.path                                      | /pets/7
                    $request.path.id                                   | 7
                    /new/$request.path.id                              | /new/7
                    $request.body.name                                 | Rex
                    $request.body.tags[0]                              | a
                    $request.body.tags[1]                              | {"b":2}
                    $request.body['name']                              | Rex
                    ${request.body['odd name']}                        | true
                    $request.body.tags[7]                              | -
                    $context.requestId                                 | id
                    $context.routeKey                                  | GET /pets/{id}
                    $context.identity.sourceIp                         | 192.0.2.7
                    $context.path                                      | /test/pets/7
                    $context.stage                                     | test
                    $context.authorizer.claims.sub                     | me
                    $context.authorizer.claims.none                    | -
                    $stageVariables.color                              | blue
                    ${request.path.id} ${request.header.absent}!       | 7 !
                    static                                             | static
                    costs $5                                           | costs $5
                    """)
    void a_value_is(String text, String value) {
        RequestContext context = new RequestContext(new ApiIdentity("abcdefghij", "api", "000000000000", "us-east-1"),
                new HttpStage("test", Map.of("color", "blue"), StageThrottle.NONE), "api.example.com",
                "GET /pets/{id}", Map.of("id", "7"), Instant.EPOCH, "id",
                new Caller.OfToken(Map.of("sub", "me"), Optional.empty()));
        Request request = ServedTemplate.request("GET", "/pets/7?q=a+b&q=c", BODY, "X-Two", "1", "x-two", "2");
        assertThat(MappingValue.of(text).orElseThrow().text(new MappingValues(request, context)::of).orElse("-"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"$request.body..name", "$request.body.a[?(@.b)]", "$context.nothing", "${request.cookie.a}",
            "${stageVariables.}", "$request.method"})
    void what_is_no_value_is_none(String text) {
        assertThat(MappingValue.of(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    append:header.x-a       | new                     | x-a: 1,x-b: 2,x-a: new | q=1&r
                    append:header.X-C       | new                     | x-a: 1,x-b: 2,x-c: new | q=1&r
                    append:header.x-c       | $request.header.absent  | x-a: 1,x-b: 2          | q=1&r
                    overwrite:header.X-A    | new                     | x-a: new,x-b: 2        | q=1&r
                    overwrite:header.x-a    | $request.header.X-B     | x-a: 2,x-b: 2          | q=1&r
                    remove:header.X-A       | ~~                      | x-b: 2                 | q=1&r
                    append:querystring.q    | a b                     | x-a: 1,x-b: 2          | q=1&r&q=a%20b
                    overwrite:querystring.q | 2                       | x-a: 1,x-b: 2          | r&q=2
                    remove:querystring.r    | ~~                      | x-a: 1,x-b: 2          | q=1
                    """)
    void a_mapping_does(String key, String value, String headers, String query) {
        Request request = ServedTemplate.request("GET", "/a?q=1&r", "", "X-A", "1", "X-B", "2");
        RequestContext context = new RequestContext(new ApiIdentity("abcdefghij", "api", "000000000000", "us-east-1"),
                new HttpStage("$default", Map.of(), StageThrottle.NONE), "api.example.com", "$default", Map.of(),
                Instant.EPOCH, "id", new Caller.Unknown());
        RequestMapping mapping = new RequestMapping(
                List.of(MappingOperation.of(key, MappingValue.of(value).orElseThrow()).orElseThrow()));
        RequestMapping.Mapped mapped = mapping.apply(Headers.of("x-a", "1", "x-b", "2"), request.target().rawQuery(),
                new MappingValues(request, context), Undocumented.AbsentSource.SKIPPED);
        assertThat(mapped.headers().fields()).extracting(field -> field.name() + ": " + field.value())
                .containsExactly(headers.split(","));
        assertThat(mapped.rawQuery()).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({"access-control-allow-origin", "Apigw-Requestid", "authorization", "Connection", "content-encoding",
            "Content-Length", "content-location", "Forwarded", "keep-alive", "Origin", "proxy-authenticate",
            "Proxy-Authorization", "TE", "Trailers", "transfer-encoding", "Upgrade", "x-amz-date", "X-Amzn-Trace-Id",
            "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "via"})
    void a_reserved_name_is_found(String name) {
        assertThat(MappingOperation.of("append:header." + name, MappingValue.of("x").orElseThrow()).orElseThrow()
                .isReserved()).isTrue();
    }
}
