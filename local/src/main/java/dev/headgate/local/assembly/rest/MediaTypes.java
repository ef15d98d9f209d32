package dev.headgate.local.assembly.rest;

import java.util.Locale;

/// Media types (RFC 9110 §8.3.1) as templates are chosen by them.
final class MediaTypes {
    private MediaTypes() {}

    /// The media type without its parameters.
    static String essence(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// The first media type of an Accept field, whatever the others weigh; empty where there is none.
    static String first(String accept) {
        int comma = accept.indexOf(',');
        return essence(comma < 0 ? accept : accept.substring(0, comma));
    }
}
