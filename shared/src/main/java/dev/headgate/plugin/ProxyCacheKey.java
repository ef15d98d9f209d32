package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// What an answer is kept under: consumer, route, method, path, and the parameters and fields on which answers depend
/// (kong/plugins/proxy-cache/cache_key.lua). A hash, since all of these are the client's.
///
/// All of it is taken as octets, as Kong takes it, so that values that are no UTF-8 differ where their octets do. Method,
/// parameters and fields are those that earlier plugins left: what they say of the caller is not the client's to say.
///
/// Where names and values have the characters that keys are put together with, these are escaped; Kong leaves them, so that
/// `?a=1%3Ab%3D2` and `?a=1&b=2` share an answer there, which a client could use to give others what they did not ask for.
///
/// @param ignoreUriCase whether paths that differ in case alone share an answer
/// @param varyQueryParams the parameters that matter; all of them where it is empty
/// @param varyHeaders the fields that matter
record ProxyCacheKey(boolean ignoreUriCase, List<String> varyQueryParams, List<String> varyHeaders) {
    ProxyCacheKey {
        varyQueryParams = List.copyOf(varyQueryParams);
        varyHeaders = List.copyOf(varyHeaders);
    }

    /// The key of a request: 64 hexadecimal digits.
    String of(Exchange exchange) {
        Request request = exchange.withRequestAsChanged().request();
        String routeId = exchange.match().route().id();
        String whose = exchange.identity().knownConsumer().map(consumer -> consumer.id() + ":" + routeId)
                .orElse(routeId);
        return sha256(String.join("|", octets(whose), request.method(), octets(line(exchange.request())),
                parameters(Query.parse(request.target().rawQuery(), StandardCharsets.ISO_8859_1)),
                fields(request.headers())));
    }

    /// Kong takes the request line and cuts it off at the question mark; so it ends with the version where there is none.
    private String line(Request request) {
        String line = request.method() + " " + request.target().rawPath().replace("|", "%7C")
                + (request.target().rawQuery().isEmpty() ? " HTTP/1.1" : "");
        return ignoreUriCase ? line.toLowerCase(Locale.ROOT) : line;
    }

    private String parameters(Query query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Query.Parameter parameter : query.parameters()) {
            List<String> ofName = values.computeIfAbsent(parameter.name(), _ -> new ArrayList<>());
            ofName.add(parameter.hasValue() ? "=" + escaped(parameter.value()) : "");
        }
        Iterable<String> names = varyQueryParams.isEmpty()
                ? new TreeSet<>(values.keySet())
                : varyQueryParams.stream().map(ProxyCacheKey::octets).toList();
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            if (values.containsKey(name)) {
                parts.add(escaped(name) + joined(values.get(name)));
            }
        }
        return String.join(":", parts);
    }

    private String fields(Headers headers) {
        return String.join(":",
                varyHeaders.stream().filter(headers::contains).map(name -> escaped(octets(name)) + joined(
                        headers.all(name).stream().map(value -> "=" + escaped(octets(value))).toList())).toList());
    }

    /// The values of one name, in any order: `=a,b`. One that was only named has no equals sign, and is an empty part
    /// behind a comma beside others.
    private static String joined(List<String> values) {
        List<String> sorted = values.stream().sorted().toList();
        StringBuilder joined = new StringBuilder(sorted.getFirst());
        for (String value : sorted.subList(1, sorted.size())) {
            joined.append(',').append(sorted.getFirst().isEmpty() || value.isEmpty() ? value : value.substring(1));
        }
        return joined.toString();
    }

    /// A character for each octet of the text's UTF-8.
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(":", "%3A").replace("=", "%3D").replace(",", "%2C").replace("|", "%7C");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
