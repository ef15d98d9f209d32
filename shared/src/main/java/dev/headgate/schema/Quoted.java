package dev.headgate.schema;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Values of a file as messages show them: short, and with quotation marks where they are text.
final class Quoted {
    private static final int LENGTH_MAX = 60;

    private Quoted() {}

    static String describe(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "null";
            case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> text(scalar.getValue());
            case ScalarNode scalar -> shortened(scalar.getValue());
            case SequenceNode _ -> "a list";
            case MappingNode _ -> "a mapping";
            default -> "an alias";
        };
    }

    static String text(String text) {
        return "\"" + shortened(text).replace("\n", "\\n") + "\"";
    }

    static String shortened(String text) {
        return text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX - 3) + "…" : text;
    }

    /// A number without the fraction that it does not have.
    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
