package dev.headgate.vault;

import dev.headgate.model.SecretName;

/// Looks secrets up. Safe for use by many threads.
@FunctionalInterface
public interface Secrets {
    /// Looks nothing up: for reading a configuration where its secrets are not at hand, or are nobody's business.
    Secrets NOT_LOOKED_UP = _ -> new Answer.NotLookedUp();

    /// What comes of looking a secret up.
    sealed interface Answer {
        /// The secret.
        record Found(String text) implements Answer {
            /// Without the secret, so that it never reaches a log.
            @Override
            public String toString() {
                return "Found[***]";
            }
        }

        /// Nobody was asked.
        record NotLookedUp() implements Answer {}

        /// There is no such secret, or it cannot be had. Neither text holds anything of any secret.
        ///
        /// @param problem what is wrong, a sentence
        /// @param hint what to do, a sentence
        record Failed(String problem, String hint) implements Answer {}
    }

    /// The secret of this name. Asks anew each time; whoever needs it often keeps it.
    Answer secret(SecretName name);
}
