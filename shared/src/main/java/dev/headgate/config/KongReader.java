package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.schema.PlainScalar;
import dev.headgate.schema.SchemaReader;
import dev.headgate.vault.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads Kong's declarative format, 3.0 and the older 2.1 and 1.1, in YAML or JSON (kong/db/schema/others/declarative_config.lua): nested and flat
/// forms, references by name or id, Kong's defaults. Every mistake is reported, all in one run, each with its place;
/// nothing that the file says is dropped silently.
///
/// Safe for use by many threads.
public final class KongReader {
    private final InstantSource clock;
    private final PluginRegistry plugins;
    private final Secrets secrets;

    /// @param clock says from when on the `ttl` of a declared key counts
    /// @param plugins those that files may configure
    /// @param secrets what vault references stand for
    public KongReader(InstantSource clock, PluginRegistry plugins, Secrets secrets) {
        this.clock = clock;
        this.plugins = plugins;
        this.secrets = secrets;
    }

    /// A reader that looks no vault references up.
    ///
    /// @param clock says from when on the `ttl` of a declared key counts
    /// @param plugins those that files may configure
    public KongReader(InstantSource clock, PluginRegistry plugins) {
        this(clock, plugins, Secrets.NOT_LOOKED_UP);
    }

    /// A reader that knows Headgate's own plugins and looks no vault references up.
    ///
    /// @param clock says from when on the `ttl` of a declared key counts
    public KongReader(InstantSource clock) {
        this(clock, PluginRegistry.OWN);
    }

    /// Reads a file's content: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// @param fileName as locations are to name it; `<stdin>` for standard input
    public Reading read(String fileName, byte[] content) {
        Diagnostics diagnostics = new Diagnostics();
        return FileText.decode(fileName, content, diagnostics).map(text -> read(fileName, text))
                .orElseGet(() -> new Reading(diagnostics.inFileOrder()));
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
        return root.map(node -> read(node, diagnostics))
                .orElseGet(() -> new Reading(diagnostics.inFileOrder()));
    }

    private Reading read(Node node, Diagnostics diagnostics) {
        if (!(node instanceof MappingNode root)) {
            file(diagnostics).report(Code.HG0102, new SchemaReader().locate(node), "", "expected an object.",
                    "Begin with: _format_version: \"3.0\".");
            return new Reading(diagnostics.inFileOrder());
        }
        NodeView view = new NodeView(root, new SchemaReader());
        VaultReferences references = new VaultReferences(view, secrets);
        SchemaReader reader = new SchemaReader(references);
        FormatVersion version = version(view, file(diagnostics));
        boolean passwordsAreHashed = !transforms(view, file(diagnostics));
        Map<EntityKind, List<Declared>> declared = new DeclarationReader(reader, diagnostics).read(root,
                version.migration());
        Map<EntityKind, List<Resolved>> entities = new Resolver(declared).resolve();
        GatewayBuilder builder = new GatewayBuilder(entities, reader, plugins, passwordsAreHashed, clock.instant());
        builder.check();
        Optional<Gateway> built = diagnostics.hasErrors()
                ? Optional.empty()
                : Optional.of(builder.build(references.names()));
        built.ifPresent(sound -> {
            RouteTies.report(sound, diagnostics);
            OrderingFields.report(sound, plugins, diagnostics);
        });
        Optional<Gateway> gateway = built.filter(_ -> !diagnostics.hasErrors());
        return new Reading(gateway, gateway.map(_ -> new DeclaredEntities(entities, plugins, passwordsAreHashed)),
                diagnostics.inFileOrder().stream().map(references::concealed).toList());
    }

    private static Entity file(Diagnostics diagnostics) {
        return new Entity("", "", diagnostics);
    }

    /// The version of the format; of a file that says none or a wrong one, which is reported, the latest.
    private static FormatVersion version(NodeView root, Entity file) {
        Optional<Node> written = root.value("_format_version");
        if (written.isEmpty()) {
            file.report(Code.HG0101, root.location(), "_format_version", "required field missing.",
                    "Begin with: _format_version: \"3.0\".");
            return FormatVersion.V3_0;
        }
        String text = written.filter(ScalarNode.class::isInstance).map(node -> ((ScalarNode) node).getValue())
                .orElse("");
        Optional<FormatVersion> version = FormatVersion.of(text);
        if (version.isEmpty()) {
            file.report(Code.HG0101, root.location("_format_version"), "_format_version",
                    (text.isEmpty() ? "a list or mapping" : text) + ": expected one of: " + FormatVersion.all() + ".",
                    "Write _format_version: \"3.0\".");
        } else if (!written.get().getTag().equals(Tag.STR)) {
            file.report(Code.HG0101, root.location("_format_version"), "_format_version",
                    text + ": expected a string.", "Quote it: _format_version: \"" + text + "\".");
        }
        return version.orElse(FormatVersion.V3_0);
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
