package dev.headgate.local.assembly.rest;

import java.util.List;

/// Which bodies an API takes for binary.
///
/// @param types such as `image/png`, or one of two kinds: none at all, and everything by `*/*`
record BinaryMediaTypes(List<String> types) {
    BinaryMediaTypes {
        types = List.copyOf(types);
    }

    /// @param mediaType without parameters; empty for none, which is not among them
    boolean contain(String mediaType) {
        return !mediaType.isEmpty() && types.stream()
                .anyMatch(type -> type.equals("*/*") || type.equalsIgnoreCase(mediaType)
                        || type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)));
    }
}
