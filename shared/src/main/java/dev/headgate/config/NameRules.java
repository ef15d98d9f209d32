package dev.headgate.config;

import dev.headgate.schema.Rule;
import java.util.regex.Pattern;

/// Rules for names and labels (kong/db/schema/typedefs.lua).
final class NameRules {
    private static final Pattern NAME_PATTERN = Pattern.compile("[A-Za-z0-9._~\\u0080-\\x{10FFFF}-]+");
    private static final Pattern TAG_PATTERN = Pattern.compile("[ !-+.0-~\\u0080-\\x{10FFFF}-]+");
    private static final Pattern UUID_PATTERN = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern METHOD_PATTERN = Pattern.compile("[A-Z]+");

    /// Names of services, routes and plugin instances.
    static final Rule<String> NAME = new Rule<>(name -> NAME_PATTERN.matcher(name).matches(),
            "invalid value '%s': the only accepted ascii characters are alphanumerics or ., -, _, and ~.", "");

    static final Rule<String> TAG = new Rule<>(tag -> TAG_PATTERN.matcher(tag).matches(),
            "invalid tag '%s': expected printable ascii (except `,` and `/`) or valid utf-8 sequences.", "");

    static final Rule<String> ID = new Rule<>(NameRules::isId, "expected a valid UUID.",
            "Remove the id, and Headgate makes one of the name.");

    static final Rule<String> METHOD = new Rule<>(method -> METHOD_PATTERN.matcher(method).matches(),
            "invalid value: %s.", "Methods are written in upper-case letters.");

    private NameRules() {}

    static boolean isId(String text) {
        return UUID_PATTERN.matcher(text).matches();
    }
}
