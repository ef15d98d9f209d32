package dev.headgate.plugin;

import java.time.Duration;

/// A note of an [Exchange]: a plugin asked somebody else for the answer, as the backend would have been asked. The time is
/// not the gateway's own, and the answer names the gateway in Via.
///
/// @param duration how long the answer took to come, not negative
public record Waited(Duration duration) {}
