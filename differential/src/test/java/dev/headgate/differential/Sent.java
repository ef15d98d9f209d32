package dev.headgate.differential;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.util.ArrayList;
import java.util.List;

/// A request as a client sends it.
///
/// @param headers names and values in turn
/// @param client the address that it comes from
record Sent(String method, String target, List<String> headers, String body, String client) {
    /// Where most requests come from.
    static final String CLIENT = "203.0.113.7";
    private static final String HOST = "api.example.com";
    private static final String FROM = " from ";

    Sent {
        headers = List.copyOf(headers);
    }

    Request request() {
        Headers all = Headers.of(headers.toArray(String[]::new));
        Headers hosted = all.contains("Host") ? all : all.plus("Host", HOST);
        return new Request(method, "https", hosted.first("Host"), 443, RequestTarget.parse(target), hosted,
                body.isEmpty() ? Body.EMPTY : Body.utf8(body), new Request.Client(client, ""),
                "0123456789abcdef0123456789abcdef");
    }

    boolean hasHeader(String name) {
        return !request().headers().first(name).isEmpty();
    }

    /// Smaller requests that may still show the same.
    List<Sent> smaller() {
        List<Sent> smaller = new ArrayList<>();
        for (int i = 0; i < headers.size(); i += 2) {
            List<String> fewer = new ArrayList<>(headers);
            fewer.subList(i, i + 2).clear();
            smaller.add(new Sent(method, target, fewer, body, client));
        }
        if (target.indexOf('?') >= 0) {
            smaller.add(new Sent(method, target.substring(0, target.indexOf('?')), headers, body, client));
        }
        if (!body.isEmpty()) {
            smaller.add(new Sent(method, target, headers, "", client));
        }
        if (!method.equals("GET")) {
            smaller.add(new Sent("GET", target, headers, body, client));
        }
        if (!client.equals(CLIENT)) {
            smaller.add(new Sent(method, target, headers, body, CLIENT));
        }
        return smaller;
    }

    /// As it stands in a case file.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                method + " " + target + (client.equals(CLIENT) ? "" : FROM + client) + "\n");
        for (int i = 0; i < headers.size(); i += 2) {
            text.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append('\n');
        }
        return body.isEmpty() ? text.toString() : text + "\n" + body + "\n";
    }

    static Sent parse(String text) {
        String[] parts = text.split("\n\n", 2);
        List<String> lines = List.of(parts[0].strip().split("\n"));
        String[] from = lines.getFirst().split(FROM, 2);
        String[] first = from[0].split(" ", 2);
        List<String> headers = new ArrayList<>();
        lines.stream().skip(1).forEach(line -> headers.addAll(List.of(line.split(": ?", 2))));
        return new Sent(first[0], first[1], headers, parts.length > 1 ? parts[1].strip() : "",
                from.length > 1 ? from[1] : CLIENT);
    }
}
