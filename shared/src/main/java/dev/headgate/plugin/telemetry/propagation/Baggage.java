package dev.headgate.plugin.telemetry.propagation;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Values that travel along with a trace, each in a header field of its own.
final class Baggage {
    private Baggage() {}

    static Map<String, String> read(Headers headers, String prefix) {
        Map<String, String> baggage = new HashMap<>();
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(prefix)) {
                Query value = Query.parse("v=" + field.value().replace("&", "%26"));
                baggage.put(name.substring(prefix.length()), value.all("v").get(0));
            }
        }
        return baggage;
    }

    static Headers write(Headers headers, Map<String, String> baggage, String prefix) {
        Headers all = headers;
        for (Map.Entry<String, String> entry : new TreeMap<>(baggage).entrySet()) {
            all = all.with(prefix + entry.getKey(),
                    URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return all;
    }
}
