package dev.headgate.local.cli;

import java.nio.file.Path;

/// The checkout that the command runs from.
final class Checkout {
    private Checkout() {}

    /// Its folder: what the launcher says, or else the working directory.
    static Path folder() {
        return Path.of(System.getenv().getOrDefault("HEADGATE_HOME", System.getProperty("headgate.home", ".")));
    }
}
