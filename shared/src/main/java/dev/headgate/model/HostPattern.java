package dev.headgate.model;

/// One entry of a route's `hosts`. Hosts are compared without regard to case, since DNS names are.
///
/// @param kind where the `*` stands, if there is one
/// @param text the part without the `*`, lower-case: `example.com`, `.example.com` for `*.example.com`, `example.` for
///        `example.*`
/// @param port the port that the Host header must name (80 or 443 where it names none); 0 when any will do
public record HostPattern(Kind kind, String text, int port) {
    /// Where the `*` stands.
    public enum Kind {
        /// Nowhere: the whole host is compared.
        EXACT,
        /// First: `*.example.com`, any depth of labels, but not `example.com` itself.
        SUFFIX,
        /// Last: `example.*`.
        PREFIX
    }

    public boolean isWildcard() {
        return kind != Kind.EXACT;
    }

    @Override
    public String toString() {
        String host = switch (kind) {
            case EXACT -> text;
            case SUFFIX -> "*" + text;
            case PREFIX -> text + "*";
        };
        return port == 0 ? host : host + ":" + port;
    }
}
