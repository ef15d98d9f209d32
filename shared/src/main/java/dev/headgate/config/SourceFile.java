package dev.headgate.config;

/// A file of a configuration.
///
/// @param name as locations are to name it; `<stdin>` for standard input
/// @param content UTF-8, or UTF-16 with a byte order mark; not copied, and not to be changed while it is read
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of these.
public record SourceFile(String name, byte[] content) {}
