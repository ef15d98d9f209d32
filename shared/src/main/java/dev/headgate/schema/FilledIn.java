package dev.headgate.schema;

import org.snakeyaml.engine.v2.nodes.Node;

/// Tells the values of a file that came from environment variables from those that are written in it. They are taken as
/// they are, whatever they look like, and no message shows them.
public final class FilledIn {
    private static final String PROPERTY = "headgate.filledIn";

    private FilledIn() {}

    /// Notes that a value, or a part of it, came from the environment.
    public static void mark(Node node) {
        node.setProperty(PROPERTY, true);
    }

    /// Whether a value, or a part of it, came from the environment.
    public static boolean is(Node node) {
        return node.getProperty(PROPERTY) != null;
    }
}
