package dev.headgate.routing;

/// One of the things that stand one after the other in a regular expression, as much of it as an index can use.
sealed interface RegexPiece {
    /// Exactly this text.
    ///
    /// @param text not empty
    record Text(String text) implements RegexPiece {}

    /// As many characters of a set as there are.
    ///
    /// @param set which characters
    /// @param optional whether none at all will do, as with `*`; `+` wants one at least
    /// @param group the number of the capturing group that it fills, 0 for none
    record Run(CharSet set, boolean optional, int group) implements RegexPiece {}

    /// Something that only a regular expression matcher can judge.
    ///
    /// @param crossesSlash whether it can match a text that has a `/` in it
    record Opaque(boolean crossesSlash) implements RegexPiece {}

    /// The end of the text.
    record End() implements RegexPiece {}
}
