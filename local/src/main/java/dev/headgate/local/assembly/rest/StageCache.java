package dev.headgate.local.assembly.rest;

import dev.headgate.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The cache of a stage ([caching](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html)):
/// answers to GET of up to a mebibyte, by the parameters that the integration names, for everybody alike. That only
/// answers of status 200 are kept is not documented. Safe for use by many threads.
final class StageCache {
    private record Key(String resourceId, String method, List<List<String>> parameters) {}

    private record Kept(Response response, Instant until) {}

    private static final int BYTES_MAX = 1_048_576;
    private static final int KEPT_MAX = 1_000;

    private final Map<Key, Kept> answers = new ConcurrentHashMap<>();

    /// Whether a request's answer may be kept at all.
    static boolean takes(RequestValues values) {
        return values.request().method().equals("GET");
    }

    Optional<Response> answer(ResourceTree.Selection selection, RequestValues values, Instant now) {
        return Optional.ofNullable(answers.get(key(selection, values))).filter(kept -> now.isBefore(kept.until()))
                .map(Kept::response);
    }

    void keep(ResourceTree.Selection selection, RequestValues values, Response response, Duration timeToLive,
            Instant now) {
        if (response.status() != 200 || response.body().length() > BYTES_MAX) {
            return;
        }
        if (answers.size() >= KEPT_MAX) {
            answers.values().removeIf(kept -> !now.isBefore(kept.until()));
        }
        if (answers.size() < KEPT_MAX) {
            answers.put(key(selection, values), new Kept(response, now.plus(timeToLive)));
        }
    }

    private static Key key(ResourceTree.Selection selection, RequestValues values) {
        return new Key(selection.resource().id(), selection.method().name(),
                selection.method().integration().cacheKey().stream().map(values::all).toList());
    }
}
