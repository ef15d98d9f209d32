package dev.headgate.config;

/// How much Headgate reads of one file. Far above what gateways have in practice (100,000 routes take some 30 MB), and low
/// enough that no file can exhaust a machine.
final class Limits {
    /// Bytes of a file.
    static final int BYTES_MAX = 256 * 1024 * 1024;
    /// Characters of a file.
    static final int CHARACTERS_MAX = 64 * 1024 * 1024;
    /// Mappings and lists inside each other, aliases followed.
    static final int DEPTH_MAX = 64;
    /// Values of a file, each counted as often as aliases repeat it; 100,000 routes and consumers have some five million.
    static final int VALUES_MAX = 8_000_000;

    private Limits() {}
}
