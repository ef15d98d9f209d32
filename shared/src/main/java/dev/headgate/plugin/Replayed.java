package dev.headgate.plugin;

/// A note that the answer is one that a backend once gave, and is to be finished like one that it gives now.
public record Replayed() {}
