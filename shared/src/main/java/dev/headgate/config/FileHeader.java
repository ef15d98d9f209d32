package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.PlainScalar;
import dev.headgate.schema.SchemaReader;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What the files of a configuration say of themselves, which decides how all else in them is read. They have to say the
/// same, as far as they say anything.
///
/// @param version of the format
/// @param passwordsAreHashed whether secrets stand in the files as Kong stores them
/// @param instructions what decK would do to the entities
record FileHeader(FormatVersion version, boolean passwordsAreHashed, DeckInstructions instructions) {
    /// @param roots of the files, at least one
    /// @param file takes findings
    static FileHeader read(List<MappingNode> roots, SchemaReader reader, Entity file) {
        List<NodeView> views = roots.stream().map(root -> new NodeView(root, reader)).toList();
        checkSame("_workspace", views, file);
        return new FileHeader(version(views, file), !transforms(views, file),
                DeckInstructions.read(views, reader, file));
    }

    /// What makes entities of these files fit for reading.
    Preparation preparation() {
        return version.migration().then(instructions);
    }

    /// The version of the format; where none or a wrong one is written, which is reported, the latest.
    private static FormatVersion version(List<NodeView> roots, Entity file) {
        List<NodeView> versioned = roots.stream().filter(root -> root.value("_format_version").isPresent()).toList();
        if (versioned.isEmpty()) {
            file.report(Code.HG0101, roots.get(0).location(), "_format_version", "required field missing.",
                    "Begin with: _format_version: \"3.0\".");
            return FormatVersion.V3_0;
        }
        List<Optional<FormatVersion>> versions = versioned.stream().map(root -> version(root, file)).toList();
        for (int i = 1; i < versions.size(); i++) {
            if (versions.get(0).isPresent() && versions.get(i).isPresent()
                    && !versions.get(i).equals(versions.get(0))) {
                contradiction("_format_version", versioned.get(i), versioned.get(0), file);
            }
        }
        return versions.stream().flatMap(Optional::stream).findFirst().orElse(FormatVersion.V3_0);
    }

    private static Optional<FormatVersion> version(NodeView root, Entity file) {
        Location place = root.location("_format_version");
        Node written = root.value("_format_version").orElseThrow();
        String text = written instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<FormatVersion> version = FormatVersion.of(text);
        if (version.isEmpty()) {
            file.report(Code.HG0101, place, "_format_version", (text.isEmpty() ? "a list or mapping" : text)
                    + ": expected one of: " + FormatVersion.all() + ".", "Write _format_version: \"3.0\".");
        } else if (!written.getTag().equals(Tag.STR)) {
            file.report(Code.HG0101, place, "_format_version", text + ": expected a string.",
                    "Quote it: _format_version: \"" + text + "\".");
        }
        return version;
    }

    /// Reports a text that several files write differently.
    private static void checkSame(String field, List<NodeView> roots, Entity file) {
        List<NodeView> writing = roots.stream().filter(root -> !root.text(field).isEmpty()).toList();
        writing.stream().filter(root -> !root.text(field).equals(writing.get(0).text(field)))
                .forEach(root -> contradiction(field, root, writing.get(0), file));
    }

    /// Whether secrets stand in the files as people know them, to be hashed by the reader: the default.
    private static boolean transforms(List<NodeView> roots, Entity file) {
        List<Boolean> flags = roots.stream().map(root -> transforms(root, file)).toList();
        for (int i = 1; i < flags.size(); i++) {
            if (!flags.get(i).equals(flags.get(0))) {
                contradiction("_transform", roots.get(i), roots.get(0), file);
            }
        }
        return flags.get(0);
    }

    private static boolean transforms(NodeView root, Entity file) {
        Optional<Node> written = root.value("_transform");
        Optional<Boolean> flag = written.filter(node -> node.getTag().equals(Tag.BOOL))
                .flatMap(node -> PlainScalar.flag(((ScalarNode) node).getValue()));
        if (written.isPresent() && flag.isEmpty()) {
            file.report(Code.HG0102, root.location("_transform"), "_transform", "expected a boolean.",
                    "Write true or false, without quotation marks.");
        }
        return flag.orElse(true);
    }

    private static void contradiction(String field, NodeView root, NodeView first, Entity file) {
        file.report(Code.HG0006, root.location(field), field,
                "says something else than the file that is read with it, at " + first.location(field) + ".",
                "Files that are one configuration have to agree on it.");
    }
}
