package dev.headgate.schema;

import dev.headgate.diagnostic.Code;

/// Finds what the vault references in a file stand for, for those fields in which Kong resolves them.
@FunctionalInterface
public interface References {
    /// Finds nothing: every reference is as good as any.
    References NOT_LOOKED_UP = _ -> new Found.NotLookedUp();

    /// Keeps every reference as it is written.
    References AS_WRITTEN = _ -> new Found.AsWritten();

    /// What comes of a reference.
    sealed interface Found {
        /// The value that it stands for.
        record Value(String text) implements Found {
            /// Without the value, which is secret.
            @Override
            public String toString() {
                return "Value[***]";
            }
        }

        /// It is well-formed, and nobody is to look it up.
        record NotLookedUp() implements Found {}

        /// It is itself what is wanted.
        record AsWritten() implements Found {}

        /// It stands for nothing.
        ///
        /// @param message holds no secret
        record Nothing(Code code, String message, String hint) implements Found {}
    }

    /// Finds the value of a text that looks like a reference.
    Found find(String reference);
}
