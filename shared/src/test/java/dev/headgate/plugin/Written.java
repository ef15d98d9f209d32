package dev.headgate.plugin;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.util.stream.Collectors;

/// Requests and answers as tables write them, on one line, parts joined by ` + `: `POST /a?b=1 + Accept: */* + body: x`
/// and `200 + Content-Type: text/plain + body: x`. Everything there is stands in the line, so that a table says what is
/// sent and also what is not.
public final class Written {
    /// What stands for a request that was not made.
    public static final String NOTHING = "-";

    private Written() {}

    /// The request of such a line, to `example.com` over HTTP unless it says another Host.
    public static Request request(String line) {
        String[] parts = line.split(" \\+ ", -1);
        String[] start = parts[0].split(" ", 2);
        Request request = PluginKit.request(start[0], start[1], namesAndValues(parts));
        return new Request(request.method(), request.scheme(), request.host(), request.port(), request.target(),
                request.headers().without("body"), Body.utf8(request.headers().first("body")), request.client(),
                request.requestId());
    }

    /// The answer of such a line.
    public static Response response(String line) {
        String[] parts = line.split(" \\+ ", -1);
        Headers all = Headers.of(namesAndValues(parts));
        return new Response(Integer.parseInt(parts[0].strip()), all.without("body"), Body.utf8(all.first("body")));
    }

    /// The line of a request to the backend.
    public static String of(UpstreamRequest request) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        String host = request.hostHeader().isEmpty() ? "" : " + to host: " + request.hostHeader();
        return request.method() + " " + request.path() + query + host + headersAndBody(request.headers(),
                request.body());
    }

    /// The line of an answer.
    public static String of(Response response) {
        return response.status() + headersAndBody(response.headers(), response.body());
    }

    private static String headersAndBody(Headers headers, Body body) {
        String lines = headers.fields().stream().map(field -> " + " + field.name() + ": " + field.value())
                .collect(Collectors.joining());
        return lines + (body.isEmpty() ? "" : " + body: " + body.utf8());
    }

    private static String[] namesAndValues(String[] parts) {
        String[] namesAndValues = new String[2 * (parts.length - 1)];
        for (int i = 1; i < parts.length; i++) {
            int colon = parts[i].indexOf(':');
            namesAndValues[2 * i - 2] = parts[i].substring(0, colon).strip();
            namesAndValues[2 * i - 1] = parts[i].substring(colon + 1).strip();
        }
        return namesAndValues;
    }
}
