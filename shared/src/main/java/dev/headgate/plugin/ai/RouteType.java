package dev.headgate.plugin.ai;

import java.util.Arrays;

/// What is asked of a model.
enum RouteType {
    /// The next message of a chat.
    CHAT("llm/v1/chat"),
    /// The continuation of a prompt.
    COMPLETIONS("llm/v1/completions"),
    /// Whatever the client sends, unchanged.
    PRESERVE("preserve");

    private final String kongName;

    RouteType(String kongName) {
        this.kongName = kongName;
    }

    String kongName() {
        return kongName;
    }

    static RouteType of(String kongName) {
        return Arrays.stream(values()).filter(type -> type.kongName.equals(kongName)).findFirst().orElseThrow();
    }
}
