package dev.headgate.local.assembly.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One mapping: what is done to which part of a message, with which value.
///
/// @param action what is done
/// @param target to what
/// @param name of the header or parameter; empty for the path and the status
/// @param value what is written
record MappingOperation(Action action, Target target, String name, MappingValue value) {
    private static final Pattern KEY = Pattern
            .compile("(append|overwrite|remove):(?:(header|querystring)\\.(.+)|(path|statuscode))");
    /// Names that no mapping may have; a star stands for any ending.
    private static final Set<String> RESERVED = Set.of("authorization", "connection", "content-encoding",
            "content-length", "content-location", "forwarded", "keep-alive", "origin", "proxy-authenticate",
            "proxy-authorization", "te", "trailers", "transfer-encoding", "upgrade", "x-forwarded-for",
            "x-forwarded-host", "x-forwarded-proto", "via");
    private static final Set<String> RESERVED_BEGINNINGS = Set.of("access-control-", "apigw-", "x-amz-", "x-amzn-");

    /// What is done.
    enum Action {
        /// Another value beside those that are there.
        APPEND,
        /// One value in the place of those that are there.
        OVERWRITE,
        /// None any more.
        REMOVE
    }

    /// What it is done to.
    enum Target {
        HEADER,
        QUERY,
        PATH,
        STATUS
    }

    /// Reads a key with its value; empty where the key is none.
    static Optional<MappingOperation> of(String key, MappingValue value) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Action action = Action.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        if (parts.group(4) != null) {
            Target target = parts.group(4).equals("path") ? Target.PATH : Target.STATUS;
            return action == Action.OVERWRITE
                    ? Optional.of(new MappingOperation(action, target, "", value))
                    : Optional.empty();
        }
        Target target = parts.group(2).equals("header") ? Target.HEADER : Target.QUERY;
        return Optional.of(new MappingOperation(action, target, parts.group(3), value));
    }

    /// Whether it changes a header whose name AWS keeps to itself.
    boolean isReserved() {
        String lower = name.toLowerCase(Locale.ROOT);
        return target == Target.HEADER
                && (RESERVED.contains(lower) || RESERVED_BEGINNINGS.stream().anyMatch(lower::startsWith));
    }
}
