package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.schema.PlainScalar;
import dev.headgate.schema.SchemaReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads Kong's declarative format 3.0, in YAML or JSON (kong/db/schema/others/declarative_config.lua): nested and flat
/// forms, references by name or id, Kong's defaults. Every mistake is reported, all in one run, each with its place;
/// nothing that the file says is dropped silently.
///
/// Safe for use by many threads.
public final class KongReader {
    private static final String FORMAT_VERSION = "3.0";
    private static final List<String> OLDER_FORMATS = List.of("1.1", "2.1");

    private final InstantSource clock;

    /// @param clock says from when on the `ttl` of a declared key counts
    public KongReader(InstantSource clock) {
        this.clock = clock;
    }

    /// Reads a file's content: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// @param fileName as locations are to name it; `<stdin>` for standard input
    public Reading read(String fileName, byte[] content) {
        Diagnostics diagnostics = new Diagnostics();
        return FileText.decode(fileName, content, diagnostics).map(text -> read(fileName, text))
                .orElseGet(() -> new Reading(Optional.empty(), diagnostics.inFileOrder()));
    }

    /// Reads a file's text.
    ///
    /// @param fileName as locations are to name it; `<stdin>` for standard input
    public Reading read(String fileName, String text) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Node> root = new DocumentParser(fileName, diagnostics).parse(FileText.withoutMark(text));
        if (root.isEmpty() && !diagnostics.hasErrors()) {
            file(diagnostics).report(Code.HG0101, new Location(fileName, 1, 1), "_format_version",
                    "required field missing: the file is empty.", "Begin with: _format_version: \"3.0\".");
        }
        return root.map(node -> read(node, new SchemaReader(fileName), diagnostics))
                .orElseGet(() -> new Reading(Optional.empty(), diagnostics.inFileOrder()));
    }

    private Reading read(Node node, SchemaReader reader, Diagnostics diagnostics) {
        if (!(node instanceof MappingNode root)) {
            file(diagnostics).report(Code.HG0102, reader.locate(node), "", "expected an object.",
                    "Begin with: _format_version: \"3.0\".");
            return new Reading(Optional.empty(), diagnostics.inFileOrder());
        }
        NodeView view = new NodeView(root, reader);
        if (!isReadable(view, file(diagnostics))) {
            return new Reading(Optional.empty(), diagnostics.inFileOrder());
        }
        boolean passwordsAreHashed = !transforms(view, file(diagnostics));
        Map<EntityKind, List<Declared>> declared = new DeclarationReader(reader, diagnostics).read(root);
        GatewayBuilder builder = new GatewayBuilder(new Resolver(declared).resolve(), reader, passwordsAreHashed,
                clock.instant());
        builder.check();
        Optional<Gateway> gateway = diagnostics.hasErrors() ? Optional.empty() : Optional.of(builder.build());
        gateway.ifPresent(sound -> RouteTies.report(sound, diagnostics));
        return new Reading(gateway, diagnostics.inFileOrder());
    }

    private static Entity file(Diagnostics diagnostics) {
        return new Entity("", "", diagnostics);
    }

    /// Whether the file is of a format in which its entities can be read at all.
    private static boolean isReadable(NodeView root, Entity file) {
        Optional<Node> version = root.value("_format_version");
        String text = version.filter(ScalarNode.class::isInstance).map(node -> ((ScalarNode) node).getValue())
                .orElse("");
        boolean isText = version.filter(node -> node.getTag().equals(Tag.STR)).isPresent();
        if (version.isEmpty()) {
            file.report(Code.HG0101, root.location(), "_format_version", "required field missing.",
                    "Begin with: _format_version: \"3.0\".");
            return true;
        }
        if (OLDER_FORMATS.contains(text)) {
            file.report(Code.HG0101, root.location("_format_version"), "_format_version",
                    text + ": Headgate reads format 3.0 only; paths mean something else in older ones.",
                    "Convert the file: deck file convert --from kong-gateway-2.x --to kong-gateway-3.x.");
            return false;
        }
        if (!text.equals(FORMAT_VERSION)) {
            file.report(Code.HG0101, root.location("_format_version"), "_format_version",
                    (text.isEmpty() ? "a list or mapping" : text) + ": expected one of: 3.0.",
                    "Write _format_version: \"3.0\".");
        } else if (!isText) {
            file.report(Code.HG0101, root.location("_format_version"), "_format_version",
                    "3.0: expected a string.", "Quote it: _format_version: \"3.0\".");
        }
        return true;
    }

    /// Whether secrets stand in the file as people know them, to be hashed by the reader: the default.
    private static boolean transforms(NodeView root, Entity file) {
        Optional<Node> written = root.value("_transform");
        if (written.isEmpty()) {
            return true;
        }
        Optional<Boolean> flag = written.filter(node -> node.getTag().equals(Tag.BOOL))
                .flatMap(node -> PlainScalar.flag(((ScalarNode) node).getValue()));
        if (flag.isEmpty()) {
            file.report(Code.HG0102, root.location("_transform"), "_transform", "expected a boolean.",
                    "Write true or false, without quotation marks.");
        }
        return flag.orElse(true);
    }
}
