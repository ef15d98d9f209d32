package dev.headgate.plugin;

/// A note of an [Exchange] in the response phase: the answer is the backend's, not one of the gateway's own. It stands there
/// for whoever asked for it by the note [Awaited].
///
/// @param status what the backend answered
public record BackendAnswer(int status) {
    /// Left in the access phase by a plugin that has to know who answers.
    public record Awaited() {}
}
