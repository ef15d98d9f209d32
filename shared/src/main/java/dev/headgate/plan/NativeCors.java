package dev.headgate.plan;

import java.util.List;
import java.util.OptionalInt;

/// What an HTTP API answers to browsers by itself, for all its routes
/// ([CORS](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html)).
///
/// @param origins `*` alone, or origins
/// @param methods `*` alone, or methods
/// @param headers that browsers may send: `*` alone, or names
/// @param exposedHeaders that pages may read
/// @param maxAgeSeconds absent to let the browser decide
/// @param credentials whether requests may carry cookies and credentials
public record NativeCors(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposedHeaders,
        OptionalInt maxAgeSeconds,
        boolean credentials) {
    public NativeCors {
        origins = List.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        exposedHeaders = List.copyOf(exposedHeaders);
    }
}
