package dev.headgate.plugin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a signed request says of its signature, in Authorization or Proxy-Authorization:
/// `hmac username="…", algorithm="…", headers="…", signature="…"`, in this order.
///
/// @param username whose secret signed it
/// @param algorithm Kong's name of the algorithm, such as `hmac-sha256`
/// @param headers what was signed, in this order: names of header fields, `@request-target`, `request-line`
/// @param signature in base64
record HmacFields(String username, String algorithm, List<String> headers, String signature) {
    /// The word may stand anywhere in the field, as in Kong.
    private static final Pattern BEGIN = Pattern.compile("[Hh]mac\\s*+username=\"");

    /// Kong's expression (kong/plugins/hmac-auth/access.lua) takes as much as it can for each part, the first one first.
    /// Every part therefore ends at the last place where it may, and they are found from the end on, in a time that grows
    /// with the text's length only.
    static Optional<HmacFields> parse(String text) {
        int end = text.lastIndexOf('"');
        Optional<Separator> signature = Separator.last(text, "signature=\"", end);
        Optional<Separator> headers = signature.flatMap(next -> Separator.last(text, "headers=\"", next.begin()));
        Optional<Separator> algorithm = headers.flatMap(next -> Separator.last(text, "algorithm=\"", next.begin()));
        Matcher begin = BEGIN.matcher(text);
        if (algorithm.isEmpty() || !begin.find() || begin.end() >= algorithm.get().begin()) {
            return Optional.empty();
        }
        String signed = text.substring(headers.get().end(), signature.get().begin());
        return Optional.of(new HmacFields(text.substring(begin.end(), algorithm.get().begin()),
                text.substring(algorithm.get().end(), headers.get().begin()), List.of(signed.split(" ", -1)),
                text.substring(signature.get().end(), end)));
    }

    /// What stands between two parts, from the quote that ends one to the quote that begins the next.
    private record Separator(int begin, int end) {
        /// The last one that leaves room for a part of one character at least before `limit`.
        static Optional<Separator> last(String text, String name, int limit) {
            int at = text.lastIndexOf(name, limit - name.length() - 1);
            while (at >= 0) {
                int before = at;
                while (before > 0 && isBlank(text.charAt(before - 1))) {
                    before--;
                }
                if (before >= 2 && text.startsWith("\",", before - 2)) {
                    return Optional.of(new Separator(before - 2, at + name.length()));
                }
                at = text.lastIndexOf(name, at - 1);
            }
            return Optional.empty();
        }

        private static boolean isBlank(char character) {
            return character == ' ' || character >= '\t' && character <= '\r';
        }
    }
}
