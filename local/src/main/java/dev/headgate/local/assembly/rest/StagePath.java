package dev.headgate.local.assembly.rest;

import dev.headgate.local.assembly.ServedApi.Entry;

/// A client's path, taken apart: at the API's own endpoint `/live/pets` is `/pets` of the stage `live`, by a mapping of the
/// key `v1` the same is `/v1/pets`.
record StagePath(String stage, String path) {
    static StagePath of(Entry entry, String rawPath) {
        return switch (entry) {
            case Entry.Endpoint _ -> ofEndpoint(rawPath);
            case Entry.Mapping(String stage, String key) -> new StagePath(stage, behind(key, rawPath));
        };
    }

    private static String behind(String key, String rawPath) {
        String rest = key.isEmpty() ? rawPath : rawPath.substring(key.length() + 1);
        return rest.isEmpty() ? "/" : rest;
    }

    private static StagePath ofEndpoint(String rawPath) {
        int end = rawPath.indexOf('/', 1);
        return end < 0
                ? new StagePath(rawPath.substring(1), "/")
                : new StagePath(rawPath.substring(1, end), rawPath.substring(end));
    }
}
