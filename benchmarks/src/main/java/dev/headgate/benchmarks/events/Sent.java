package dev.headgate.benchmarks.events;

import dev.headgate.event.Envelope;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.time.Instant;
import java.util.Map;

/// What a client sends.
public enum Sent {
    /// As a browser's script sends it.
    GET("without content", ""),
    /// The same with content.
    POST("with 1 kB of JSON", orders());

    static final String KEY = "5f2b1c9e-key-of-alice";

    private final String what;
    private final String content;

    Sent(String what, String content) {
        this.what = what;
        this.content = content;
    }

    /// In words.
    String what() {
        return name() + " " + what;
    }

    /// Empty where there is none.
    String content() {
        return content;
    }

    /// The event that API Gateway makes of it.
    ///
    /// @param path of the route
    byte[] event(String path) {
        Headers headers = Headers.of("Host", "api.example.com", "Accept", "application/json, text/plain, */*",
                "Accept-Encoding", "gzip, deflate, br, zstd", "Accept-Language", "en-GB,en;q=0.9,de;q=0.8", "apikey", KEY,
                "Cookie", "theme=dark; consent=2026-01-31T10:00:00Z", "Origin", "https://shop.example.com", "Referer",
                "https://shop.example.com/", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site",
                "same-site", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793");
        Headers all = content.isEmpty()
                ? headers
                : headers.plus("Content-Type", "application/json").plus("Content-Length",
                        Integer.toString(content.length()));
        Request request = new Request(name(), "https", "api.example.com", 443,
                RequestTarget.parse(path + "/4711/items?expand=prices&limit=50&after=2026-11-01"), all,
                Body.utf8(content), new Request.Client("203.0.113.7", ""), "0123456789abcdef0123456789abcdef");
        return ProxyEvents.write(PayloadFormat.HTTP_API_V2, request,
                new Envelope(Envelope.DEFAULT_STAGE, "abcdefghij", "123456789012", "eu-central-1", "api.example.com",
                        Envelope.DEFAULT_ROUTE, Instant.parse("2026-11-25T10:20:30Z"), "JKJaXmPLvHcESHA=", Map.of()));
    }

    private static String orders() {
        StringBuilder json = new StringBuilder("{\"orders\":[");
        for (int order = 0; order < 10; order++) {
            json.append(order == 0 ? "" : ",").append("{\"id\":").append(1_000 + order)
                    .append(",\"article\":\"Left-handed screwdriver\",\"quantity\":").append(order % 3 + 1)
                    .append(",\"price\":\"12.50\",\"currency\":\"EUR\"}");
        }
        return json.append("]}").toString();
    }

    /// What the backend answers, in HTTP/1.1.
    static String answer() {
        String content = orders();
        return "HTTP/1.1 200 OK\r\nDate: Wed, 25 Nov 2026 10:20:30 GMT\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + content.length() + "\r\nCache-Control: no-store\r\nETag: \"33a64df5\"\r\n"
                + "Server: backend\r\n\r\n" + content;
    }
}
