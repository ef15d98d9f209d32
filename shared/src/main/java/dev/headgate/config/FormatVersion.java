package dev.headgate.config;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The versions of the declarative format (kong/db/schema/others/declarative_config.lua, `_format_version`). They differ
/// in how routes' paths are written, and in nothing else.
enum FormatVersion {
    V1_1("1.1"), V2_1("2.1"), V3_0("3.0");

    private final String text;

    FormatVersion(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static Optional<FormatVersion> of(String text) {
        return Stream.of(values()).filter(version -> version.text.equals(text)).findFirst();
    }

    /// All of them, for messages.
    static String all() {
        return Stream.of(values()).map(FormatVersion::text).collect(Collectors.joining(", "));
    }

    /// What turns entities of this version into those of the latest.
    Preparation migration() {
        return switch (this) {
            case V1_1, V2_1 -> new PathMigration(this);
            case V3_0 -> Preparation.NONE;
        };
    }
}
