package dev.headgate.plugin.mocking;

import java.util.List;
import java.util.Optional;

/// An answer that an operation could give.
///
/// @param status 100..599
/// @param contents in the order of the description, JSON first; empty for an answer without content
public record MockedResponse(int status, List<MockedContent> contents) {
    public MockedResponse {
        contents = List.copyOf(contents);
    }

    /// The content that a client likes best.
    ///
    /// @param accept its Accept fields; none for one that takes anything
    public Optional<MockedContent> content(List<String> accept) {
        return MediaRange.best(contents, accept);
    }
}
