package dev.headgate.config;

import java.util.List;
import java.util.Map;

/// What a configuration is read with, beside its files. The core looks at no environment by itself.
///
/// @param environment variables by name: what templates of decK's, and placeholders where they are filled in, stand for
/// @param placeholders what becomes of `$NAME` and `${NAME}`
/// @param selectedTags only entities that have all of these tags are read; none for all entities
/// @param rateLimits what limits have to go with
public record ReadingOptions(Map<String, String> environment, Placeholders placeholders, List<String> selectedTags,
        RateLimitSettings rateLimits) {
    /// No variables, all entities.
    public static final ReadingOptions DEFAULT = new ReadingOptions(Map.of(), Placeholders.LITERAL, List.of());

    /// What becomes of `$NAME` and `${NAME}` in values.
    public enum Placeholders {
        /// They are refused where they are all of a value, and taken literally, with a warning, elsewhere.
        LITERAL,
        /// They are replaced by variables of the environment, as a shell would do it before Kong reads the file.
        FILLED_IN
    }

    public ReadingOptions {
        environment = Map.copyOf(environment);
        selectedTags = List.copyOf(selectedTags);
    }

    /// Options that say nothing of rate limits.
    public ReadingOptions(Map<String, String> environment, Placeholders placeholders, List<String> selectedTags) {
        this(environment, placeholders, selectedTags, RateLimitSettings.DEFAULT);
    }

    /// The same, with what the settings say where these options say nothing.
    public ReadingOptions with(Settings settings) {
        return new ReadingOptions(environment,
                placeholders == Placeholders.LITERAL ? settings.placeholders() : placeholders,
                selectedTags.isEmpty() ? settings.selectedTags() : selectedTags, settings.rateLimits());
    }
}
