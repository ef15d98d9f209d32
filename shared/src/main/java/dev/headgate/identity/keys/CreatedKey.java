package dev.headgate.identity.keys;

/// A key that was just made, in clear for this once.
///
/// @param key what a client sends; nobody can find it out again
/// @param stored what the store keeps of it
public record CreatedKey(String key, StoredKey stored) {
    /// Without the key, so that it never reaches a log.
    @Override
    public String toString() {
        return "CreatedKey[" + stored + "]";
    }
}
