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
        Request request = exchange.request();
        String routeId = exchange.match().route().id();
        String whose = exchange.identity().knownConsumer().map(consumer -> consumer.id() + ":" + routeId)
                .orElse(routeId);
        return sha256(String.join("|", whose, request.method(), line(request),
                parameters(Query.parse(request.target().rawQuery())), fields(request.headers())));
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
            if (parameter.hasValue()) {
                ofName.add(parameter.value());
            }
        }
        Iterable<String> names = varyQueryParams.isEmpty() ? new TreeSet<>(values.keySet()) : varyQueryParams;
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            if (values.containsKey(name)) {
                parts.add(values.get(name).isEmpty() ? escaped(name) : part(name, values.get(name)));
            }
        }
        return String.join(":", parts);
    }

    private String fields(Headers headers) {
        return String.join(":",
                varyHeaders.stream().filter(headers::contains).map(name -> part(name, headers.all(name))).toList());
    }

    private static String part(String name, List<String> values) {
        return escaped(name) + "=" + String.join(",", values.stream().sorted().map(ProxyCacheKey::escaped).toList());
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(":", "%3A").replace("=", "%3D").replace(",", "%2C").replace("|", "%7C");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
