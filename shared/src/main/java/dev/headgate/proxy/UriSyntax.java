package dev.headgate.proxy;

/// Makes a target that java.net.URI takes. HTTP/1.1 needs none of this.
final class UriSyntax {
    private static final String PATH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/";
    private static final String QUERY = PATH + "?[]";

    private UriSyntax() {}

    /// The target with every character percent-encoded that a URI cannot hold, and all else as it is.
    ///
    /// @param target ASCII, beginning with `/`
    static String target(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        StringBuilder escaped = new StringBuilder(target.length());
        escape(path, PATH, escaped);
        if (question >= 0) {
            escape(target.substring(question + 1), QUERY, escaped.append('?'));
        }
        return escaped.toString();
    }

    private static void escape(String text, String allowed, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '%' && i + 2 < text.length() && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0;
            if (escape || allowed.indexOf(c) >= 0) {
                to.append(c);
            } else {
                to.append('%').append(WireSyntax.hex(c >> 4)).append(WireSyntax.hex(c));
            }
        }
    }
}
