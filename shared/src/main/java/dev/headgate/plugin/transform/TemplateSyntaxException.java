package dev.headgate.plugin.transform;

/// A template that Headgate cannot use. The message is one clause about the template, without a full stop.
public final class TemplateSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unsupported;

    private TemplateSyntaxException(String message, boolean unsupported) {
        super(message);
        this.unsupported = unsupported;
    }

    /// Lua that Kong would run.
    static TemplateSyntaxException unsupported(String construct) {
        return new TemplateSyntaxException("Headgate's templates do not " + construct, true);
    }

    /// Nothing that Kong could run either.
    static TemplateSyntaxException malformed(String message) {
        return new TemplateSyntaxException(message, false);
    }

    /// Whether Kong takes the template.
    public boolean isUnsupported() {
        return unsupported;
    }
}
