package dev.headgate.event;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Requests and responses as clients and backends may send them.
final class Messages {
    static final String API_REQUEST_ID = "JKJaXmPLvHcESHA=";
    private static final String UNRESERVED = "abcXYZ019-._~";

    private Messages() {}

    /// An envelope for a stage.
    static Envelope envelope(String stage) {
        return new Envelope(stage, "a1b2c3d4e5", "123456789012", "eu-central-1", "api.example.com", "$default",
                Instant.parse("2026-07-10T19:19:05.766Z"), API_REQUEST_ID, Map.of());
    }

    static Arbitrary<String> stages() {
        return Arbitraries.of("$default", "prod", "a", "dev-1");
    }

    static Arbitrary<Request> requests() {
        return Combinators.combine(Arbitraries.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PURGE"),
                Arbitraries.of("http", "https"),
                Arbitraries.of("api.example.com", "api.example.com:8443", "[::1]:8000"),
                Arbitraries.integers().between(1, 65_535), targets(), headers(), bodies(),
                Arbitraries.of("203.0.113.7", "2001:db8::7")).as(Messages::request);
    }

    private static Request request(
            String method,
            String scheme,
            String host,
            int port,
            RequestTarget target,
            Headers headers,
            Body body,
            String address) {
        Headers all = headers.plus("Host", host).plus("X-Amzn-Trace-Id", "Root=1-6a5145a9-1bae89e2512ec92d5d9438a0");
        return new Request(method, scheme, host, port, target,
                body.isEmpty() ? all : all.plus("Content-Length", Integer.toString(body.length())), body,
                new Request.Client(address, scheme.equals("https") ? "api.example.com" : ""),
                RequestIds.of(API_REQUEST_ID));
    }

    private static Arbitrary<RequestTarget> targets() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("a", "orders", "prod", "dev-1", "a.b")),
                Tuple.of(2, Arbitraries.of("/", "/", "//", "/.", "/../")),
                Tuple.of(2, Arbitraries.of("%2F", "%20", "%c3%A9", "%25", "%00", "%3F")),
                Tuple.of(2, Arbitraries.of(":", "@", "!", "$", "&", "'", "(", ")", "*", "+", ",", ";", "=", "~", "|",
                        "{")));
        Arbitrary<String> path = piece.list().ofMaxSize(12).map(pieces -> "/" + String.join("", pieces));
        Arbitrary<String> name = Arbitraries.of("a", "b", "A", "a[]", "%C3%A9", "a+b", "");
        Arbitrary<String> value = Arbitraries.of("=", "=1", "=2", "=a+b", "=%2B", "=a%26b", "=a=b", "=%20", "=é");
        Arbitrary<String> query = Combinators.combine(name, value).as(String::concat).list().ofMaxSize(6)
                .map(parameters -> String.join("&", parameters));
        return Combinators.combine(path, query).as(RequestTarget::new);
    }

    private static Arbitrary<Headers> headers() {
        Arbitrary<String> name = Arbitraries.of("Accept", "accept", "X-Tag", "x-tag", "Authorization",
                "X-Forwarded-Host",
                "X-Odd_Name", "If-None-Match", "Content-Type");
        Arbitrary<String> value = Arbitraries.of("", "a", "a,b", "a; q=0.5", "text/plain", "application/json",
                "image/png",
                "\"quoted\\\"", "é", "=?utf-8?", "a, b");
        Arbitrary<List<Field>> fields = Combinators.combine(name, value).as(Field::new).list().ofMaxSize(8);
        Arbitrary<List<Field>> cookies = Arbitraries.of("a=1", "b=\"x y\"", "c=", "d=1=2", "e").list().ofMaxSize(3)
                .map(all -> all.isEmpty() ? List.of() : List.of(new Field("Cookie", String.join("; ", all))));
        Arbitrary<List<Field>> forwarded = Arbitraries.of("198.51.100.4", "198.51.100.4, 203.0.113.7", "unknown").list()
                .ofMaxSize(1).map(all -> all.stream().map(value2 -> new Field("X-Forwarded-For", value2)).toList());
        return Combinators.combine(fields, cookies, forwarded)
                .as((some, cookie, client) -> Headers.of(some).plus(Headers.of(cookie)).plus(Headers.of(client)));
    }

    private static Arbitrary<Body> bodies() {
        Arbitrary<Body> binary = Arbitraries.bytes().array(byte[].class).ofMaxSize(64).map(Body::of);
        Arbitrary<Body> text = Arbitraries.strings().withChars(UNRESERVED).withChars('"', '\\', '\n', 'é', '日')
                .ofMaxLength(64).map(Body::utf8);
        return Arbitraries.oneOf(binary, text);
    }

    /// Answers with a Content-Type and without the fields that REST remaps.
    static Arbitrary<Response> responses() {
        Arbitrary<Headers> cookies = Arbitraries.of("a=1; Path=/", "b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT").list()
                .ofMaxSize(3)
                .map(all -> Headers.of(all.stream().map(value -> new Field("Set-Cookie", value)).toList()));
        return Combinators.combine(Arbitraries.integers().between(100, 599), headers(), cookies, bodies())
                .as((status, headers, set, body) -> new Response(status,
                        headers.without("Cookie").with("Content-Type", "text/plain").plus(set), body));
    }

    /// Fields by lower-case name, values in order: what is left of headers whose order API Gateway does not keep.
    static Map<String, List<String>> byName(Headers headers) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> byName.put(name, headers.all(name)));
        return byName;
    }

    /// The same with the values of a name joined, as payload format 2.0 has them.
    static Map<String, List<String>> joined(Headers headers) {
        Map<String, List<String>> joined = byName(headers);
        joined.replaceAll((name, values) -> name.equalsIgnoreCase("set-cookie")
                ? values
                : List.of(String.join(",", values)));
        return joined;
    }
}
