package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.schema.SchemaReader;
import dev.headgate.vault.Secrets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads Kong's declarative format, 3.0 and the older 2.1 and 1.1, in YAML or JSON
/// (kong/db/schema/others/declarative_config.lua): nested and flat forms, references by name or id, Kong's defaults; and
/// what decK adds to it. Every mistake is reported, all in one run, each with its place; nothing that the file says is
/// dropped silently.
///
/// Safe for use by many threads.
public final class KongReader {
    private final InstantSource clock;
    private final PluginRegistry plugins;
    private final Secrets secrets;
    private final ReadingOptions options;

    /// @param clock says from when on the `ttl` of a declared key counts
    /// @param plugins those that files may configure
    /// @param secrets what vault references stand for
    public KongReader(InstantSource clock, PluginRegistry plugins, Secrets secrets, ReadingOptions options) {
        this.clock = clock;
        this.plugins = plugins;
        this.secrets = secrets;
        this.options = options;
    }

    /// A reader that knows no variables and looks no vault references up.
    ///
    /// @param clock says from when on the `ttl` of a declared key counts
    /// @param plugins those that files may configure
    public KongReader(InstantSource clock, PluginRegistry plugins) {
        this(clock, plugins, Secrets.NOT_LOOKED_UP, ReadingOptions.DEFAULT);
    }

    /// A reader that knows Headgate's own plugins and no variables, and looks no vault references up.
    ///
    /// @param clock says from when on the `ttl` of a declared key counts
    public KongReader(InstantSource clock) {
        this(clock, PluginRegistry.OWN);
    }

    /// A file's text.
    ///
    /// @param file as locations are to name it
    private record Text(String file, String content) {}

    /// What a text was parsed into.
    ///
    /// @param root empty where the text has nothing in it, and where it cannot be read, which is then reported
    private record Parsed(String file, Optional<Node> root) {}

    /// Reads a file's content: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// @param fileName as locations are to name it; `<stdin>` for standard input
    public Reading read(String fileName, byte[] content) {
        return read(List.of(new SourceFile(fileName, content)));
    }

    /// Reads several files as one configuration.
    ///
    /// @param files at least one; the order is that of entities for which order counts
    public Reading read(List<SourceFile> files) {
        Diagnostics diagnostics = new Diagnostics();
        List<Text> texts = new ArrayList<>();
        for (SourceFile file : files) {
            FileText.decode(file.name(), file.content(), diagnostics)
                    .ifPresent(text -> texts.add(new Text(file.name(), text)));
        }
        return texts.size() < files.size() ? nothing(diagnostics) : readTexts(texts, diagnostics);
    }

    /// Reads a file's text.
    ///
    /// @param fileName as locations are to name it; `<stdin>` for standard input
    public Reading read(String fileName, String text) {
        return readTexts(List.of(new Text(fileName, FileText.withoutMark(text))), new Diagnostics());
    }

    private Reading readTexts(List<Text> texts, Diagnostics diagnostics) {
        List<String> fromEnvironment = new ArrayList<>();
        List<Parsed> parsed = texts.stream().map(text -> parse(text, fromEnvironment, diagnostics)).toList();
        Reading reading = readParsed(parsed, diagnostics);
        List<Diagnostic> shown = Redaction.of(fromEnvironment).of(reading.diagnostics());
        return new Reading(reading.gateway(), reading.declared(), shown);
    }

    private Parsed parse(Text text, List<String> fromEnvironment, Diagnostics diagnostics) {
        ShellVariables variables = new ShellVariables(options.environment(), diagnostics);
        UnaryOperator<ScalarNode> values = switch (options.placeholders()) {
            case LITERAL -> UnaryOperator.identity();
            case FILLED_IN -> variables;
        };
        Optional<Node> root = DeckTemplates.fillIn(text.file(), text.content(), options.environment(), diagnostics)
                .flatMap(filled -> {
                    fromEnvironment.addAll(filled.values());
                    return new DocumentParser(text.file(), diagnostics).parse(filled, values);
                });
        fromEnvironment.addAll(variables.values());
        return new Parsed(text.file(), root.filter(_ -> variables.isComplete()));
    }

    private Reading readParsed(List<Parsed> parsed, Diagnostics diagnostics) {
        if (parsed.stream().anyMatch(file -> file.root().isEmpty()) && diagnostics.hasErrors()) {
            return nothing(diagnostics);
        }
        List<MappingNode> roots = new ArrayList<>();
        for (Parsed file : parsed) {
            file.root().ifPresent(root -> {
                if (root instanceof MappingNode mapping) {
                    roots.add(mapping);
                } else {
                    file(diagnostics).report(Code.HG0102, NodeView.locate(root), "", "expected an object.",
                            "Begin with: _format_version: \"3.0\".");
                }
            });
        }
        if (roots.isEmpty() && !diagnostics.hasErrors()) {
            file(diagnostics).report(Code.HG0101, new Location(parsed.get(0).file(), 1, 1), "_format_version",
                    "required field missing: the file is empty.", "Begin with: _format_version: \"3.0\".");
        }
        return roots.isEmpty() ? nothing(diagnostics) : readRoots(roots, diagnostics);
    }

    private Reading readRoots(List<MappingNode> roots, Diagnostics diagnostics) {
        VaultReferences references = new VaultReferences(roots, secrets);
        SchemaReader reader = new SchemaReader(references);
        FileHeader header = FileHeader.read(roots, reader, file(diagnostics));
        Selection selection = new Selection(options.selectedTags());
        Map<EntityKind, List<Declared>> declared = new DeclarationReader(reader, diagnostics, header.preparation(),
                selection).read(roots);
        Map<EntityKind, List<Resolved>> entities = new Resolver(declared, selection).resolve();
        GatewayBuilder builder = new GatewayBuilder(entities, reader, plugins, header.passwordsAreHashed(),
                clock.instant());
        builder.check();
        Optional<Gateway> built = diagnostics.hasErrors()
                ? Optional.empty()
                : Optional.of(builder.build(references.names()));
        Optional<Gateway> smoothed = built.map(sound -> SmoothLimits.of(options.rateLimits().smooth(), sound,
                diagnostics));
        smoothed.ifPresent(sound -> {
            RouteTies.report(sound, diagnostics);
            OrderingFields.report(sound, plugins, diagnostics);
            RateLimitFields.report(options.rateLimits(), sound,
                    () -> new DeclaredEntities(entities, plugins, header.passwordsAreHashed()).fieldLocations(),
                    diagnostics);
        });
        Optional<Gateway> gateway = smoothed.filter(_ -> !diagnostics.hasErrors());
        return new Reading(gateway,
                gateway.map(_ -> new DeclaredEntities(entities, plugins, header.passwordsAreHashed())),
                diagnostics.inFileOrder().stream().map(references::concealed).toList());
    }

    private static Reading nothing(Diagnostics diagnostics) {
        return new Reading(diagnostics.inFileOrder());
    }

    private static Entity file(Diagnostics diagnostics) {
        return new Entity("", "", diagnostics);
    }
}
