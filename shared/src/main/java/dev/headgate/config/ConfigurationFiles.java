package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a configuration stands: Kong declarative files and folders of them, and a `headgate.yaml` beside them where there
/// is one.
///
/// @param paths at least one, in the order in which they count; `-` for standard input
/// @param plugins those that it may configure
/// @param secrets what vault references stand for
/// @param options what else it is read with; what they leave open, `headgate.yaml` decides
public record ConfigurationFiles(
        List<String> paths,
        PluginRegistry plugins,
        Secrets secrets,
        ReadingOptions options) {
    private static final String STDIN = "-";
    private static final String STDIN_NAME = "<stdin>";

    public ConfigurationFiles {
        paths = List.copyOf(paths);
    }

    /// A configuration with Headgate's own plugins, without variables, whose vault references nobody looks up.
    public static ConfigurationFiles of(String... paths) {
        return new ConfigurationFiles(List.of(paths), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                ReadingOptions.DEFAULT);
    }

    /// The same configuration, whose vault references are looked up there.
    public ConfigurationFiles with(Secrets changed) {
        return new ConfigurationFiles(paths, plugins, changed, options);
    }

    /// Those of the paths that can change: all but standard input.
    public List<Path> onDisk() {
        return paths.stream().filter(path -> !path.equals(STDIN)).map(Path::of).toList();
    }

    /// Where settings of this configuration may stand, of which one file at the most may be there.
    public List<Path> settingsPaths() {
        return onDisk().stream().map(Path::toAbsolutePath).map(SourcePaths::settings).distinct().toList();
    }

    /// Reads all files anew.
    ///
    /// @param stdin read to its end when the configuration is standard input
    /// @throws IOException when a file cannot be read; the message names it
    public LoadedConfiguration load(InputStream stdin) throws IOException {
        HeadgateSettings.Reading settings = settings();
        ReadingOptions all = options.with(settings.settings().orElse(Settings.DEFAULT));
        Reading reading = new KongReader(InstantSource.system(), plugins, secrets, all).read(sources(stdin));
        List<Diagnostic> diagnostics = new ArrayList<>(reading.diagnostics());
        diagnostics.addAll(settings.diagnostics());
        List<Diagnostic> ofPlacement = PlacementFields.check(
                settings.settings().orElse(Settings.DEFAULT).placement(), reading.gateway());
        diagnostics.addAll(ofPlacement);
        Optional<Gateway> gateway = settings.settings()
                .filter(_ -> ofPlacement.stream().noneMatch(found -> found.severity() == Severity.ERROR))
                .flatMap(_ -> reading.gateway());
        return new LoadedConfiguration(
                paths.stream().map(path -> path.equals(STDIN) ? STDIN_NAME : path).collect(Collectors.joining(", ")),
                gateway, reading.declared(), settings.settings().orElse(Settings.DEFAULT), plugins,
                List.copyOf(diagnostics));
    }

    /// The files, which have no mistakes, with hashes in the places of keys and passwords. Names are those by which locations
    /// name them.
    ///
    /// @param settings those that they were read with
    /// @throws IOException when a file cannot be read; the message names it
    public HashedFiles hashed(Settings settings) throws IOException {
        ReadingOptions all = options.with(settings);
        return HashedFiles.of(sources(InputStream.nullInputStream()),
                new KongReader(InstantSource.system(), plugins, secrets, all), all);
    }

    private List<SourceFile> sources(InputStream stdin) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (String path : paths) {
            if (path.equals(STDIN)) {
                sources.add(new SourceFile(STDIN_NAME, SourcePaths.content(stdin)));
            } else {
                sources.addAll(SourcePaths.read(Path.of(path), path));
            }
        }
        return sources;
    }

    private HeadgateSettings.Reading settings() throws IOException {
        List<Path> existing = settingsPaths().stream().filter(Files::exists).toList();
        if (existing.isEmpty()) {
            return new HeadgateSettings.Reading(Optional.of(Settings.DEFAULT), List.of());
        }
        if (existing.size() > 1) {
            Diagnostic second = new Diagnostic(Code.HG0501, Location.of(existing.get(1).toString()), "", "", "",
                    "a second headgate.yaml beside the files of one configuration; the first is " + existing.get(0)
                            + ".",
                    "Keep one of them.");
            return new HeadgateSettings.Reading(Optional.empty(), List.of(second));
        }
        return HeadgateSettings.read(existing.get(0).toString(), SourcePaths.content(existing.get(0)));
    }
}
