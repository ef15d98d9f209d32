package dev.headgate.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/// What an HTTP API changes in requests and answers of an integration
/// ([parameter mapping](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html)).
/// A value; both maps are kept in order and cannot be changed.
///
/// @param request by what is changed: `overwrite:header.x-real-ip`, `remove:querystring.key`, `overwrite:path`
/// @param response the same for answers of every status
public record ParameterMapping(SequencedMap<String, String> request, SequencedMap<String, String> response) {
    /// Changes nothing.
    public static final ParameterMapping NONE = new ParameterMapping(new LinkedHashMap<>(), new LinkedHashMap<>());

    static final String PATH = "overwrite:path";
    static final String HOST = "overwrite:header.host";
    static final String REQUEST_PATH = "$request.path";

    /// About as many as are registered.
    private static final int STATUSES = 60;
    /// What a template has around a change.
    private static final int CHANGE_BYTES = 75;

    private static final Set<String> RESERVED = Set.of("authorization", "connection", "content-encoding",
            "content-length", "content-location", "forwarded", "keep-alive", "origin", "proxy-authenticate",
            "proxy-authorization", "te", "trailers", "transfer-encoding", "upgrade", "x-forwarded-for",
            "x-forwarded-host", "x-forwarded-proto", "via");

    public ParameterMapping {
        request = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(request));
        response = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(response));
    }

    /// Whether API Gateway refuses to map a header field of that name.
    static boolean isReserved(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return RESERVED.contains(name) || name.startsWith("access-control-") || name.startsWith("apigw-")
                || name.startsWith("x-amz-") || name.startsWith("x-amzn-");
    }

    /// The same with another change to requests.
    ParameterMapping withRequest(String key, String value) {
        SequencedMap<String, String> changed = new LinkedHashMap<>(request);
        changed.put(key, value);
        return new ParameterMapping(changed, response);
    }

    /// The same with another change to answers.
    ParameterMapping withResponse(String key, String value) {
        SequencedMap<String, String> changed = new LinkedHashMap<>(response);
        changed.put(key, value);
        return new ParameterMapping(request, changed);
    }

    /// Whether the backend is asked for the path that the client asked for.
    boolean passesPath() {
        return REQUEST_PATH.equals(request.get(PATH));
    }

    /// How many bytes of a template the changes to answers take, roughly: they stand there for every status.
    int answerBytes() {
        return response.entrySet().stream()
                .mapToInt(change -> STATUSES * (change.getKey().length() + change.getValue().length() + CHANGE_BYTES))
                .sum();
    }
}
