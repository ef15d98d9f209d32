package dev.headgate.event;

import dev.headgate.http.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a backend that API Gateway calls by itself is told of the caller: header fields that travel in the authorizer's
/// context, from where parameter mapping takes them (`$context.authorizer.toldXConsumerID`). An entry is there for each, and
/// empty where there is nothing to tell, so that what a client wrote itself never stays.
public final class ToldFields {
    /// Those of authentication plugins.
    public static final List<String> OF_CALLER = List.of("X-Consumer-ID", "X-Consumer-Custom-ID", "X-Consumer-Username",
            "X-Credential-Identifier");
    /// Those of acl.
    public static final List<String> OF_GROUPS = List.of("X-Consumer-Groups", "X-Authenticated-Groups");

    private ToldFields() {}

    /// The name of a field's entry: letters only.
    public static String entry(String header) {
        return "told" + header.replace("-", "");
    }

    /// The entries.
    ///
    /// @param upstream the fields as plugins made them for the backend
    public static Map<String, String> context(Headers upstream) {
        Map<String, String> context = new LinkedHashMap<>();
        OF_CALLER.forEach(name -> context.put(entry(name), String.join(", ", upstream.all(name))));
        OF_GROUPS.forEach(name -> context.put(entry(name), String.join(", ", upstream.all(name))));
        return context;
    }
}
