package dev.headgate.identity.keys;

/// What became of a key that was to be replaced.
public sealed interface Rotation {
    /// It has a successor.
    ///
    /// @param successor for the same consumer, with the same name, tags and lifetime
    /// @param old with the moment at which it stops working
    record Rotated(CreatedKey successor, StoredKey old) implements Rotation {}

    /// There is no key of that id.
    record Unknown() implements Rotation {}

    /// It does not work any more, so that nobody can be relying on it.
    record NotActive(StoredKey key) implements Rotation {}
}
