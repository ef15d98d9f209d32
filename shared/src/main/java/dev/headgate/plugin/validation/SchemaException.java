package dev.headgate.plugin.validation;

/// A schema that cannot be used. The message says why in a sentence without a full stop.
public final class SchemaException extends Exception {
    private static final long serialVersionUID = 1;

    /// Whether Kong would take it.
    private final boolean isKongs;

    SchemaException(String message, boolean isKongs) {
        super(message);
        this.isKongs = isKongs;
    }

    public static SchemaException wrong(String message) {
        return new SchemaException(message, false);
    }

    static SchemaException unsupported(String message) {
        return new SchemaException(message, true);
    }

    /// Whether Kong would take what Headgate does not.
    public boolean isKongs() {
        return isKongs;
    }
}
