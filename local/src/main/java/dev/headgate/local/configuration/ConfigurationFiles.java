package dev.headgate.local.configuration;

import dev.headgate.aws.AwsSigner;
import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.ReadingOptions;
import dev.headgate.config.SourceFile;
import dev.headgate.config.SourcePaths;
import dev.headgate.config.Settings;
import dev.headgate.config.HeadgateSettings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.AwsSecrets;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    /// The largest file that is read. Some hundred thousand routes fit.
    public static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

    private static final String STDIN = "-";

    public ConfigurationFiles {
        paths = List.copyOf(paths);
    }

    /// A configuration with Headgate's own plugins, without variables, whose vault references nobody looks up.
    public static ConfigurationFiles of(String... paths) {
        return new ConfigurationFiles(List.of(paths), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                ReadingOptions.DEFAULT);
    }

    /// The same configuration, whose vault references are looked up in the environment of this process and in AWS.
    public ConfigurationFiles withSecrets() {
        WebClient web = new JdkWebClient();
        AwsSigner signer = new SdkAwsSigner(System.getenv(), web, InstantSource.system());
        return new ConfigurationFiles(paths, plugins,
                new EnvironmentSecrets(System.getenv(), new AwsSecrets(signer, web)), options);
    }

    /// What to look at for changes; nothing for standard input.
    ///
    /// @throws IOException when a folder cannot be read
    public WatchedPaths watched() throws IOException {
        List<Path> files = new ArrayList<>(settingsPaths());
        List<Path> folders = new ArrayList<>();
        for (Path path : onDisk()) {
            files.addAll(SourcePaths.files(path));
            folders.addAll(SourcePaths.folders(path));
        }
        return new WatchedPaths(files, folders);
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
        Optional<Gateway> gateway = settings.settings().flatMap(_ -> reading.gateway());
        return new LoadedConfiguration(
                paths.stream().map(path -> path.equals(STDIN) ? "<stdin>" : path).collect(Collectors.joining(", ")),
                gateway, reading.declared(), settings.settings().orElse(Settings.DEFAULT), plugins,
                List.copyOf(diagnostics));
    }

    private List<SourceFile> sources(InputStream stdin) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (String path : paths) {
            if (path.equals(STDIN)) {
                sources.add(new SourceFile("<stdin>", bytes(stdin)));
                continue;
            }
            List<Path> files = SourcePaths.files(Path.of(path));
            if (files.isEmpty()) {
                throw new IOException("there is no .yaml, .yml or .json file in " + path);
            }
            for (Path file : files) {
                sources.add(new SourceFile(file.toString(), bytes(file)));
            }
        }
        return sources;
    }

    private List<Path> onDisk() {
        return paths.stream().filter(path -> !path.equals(STDIN)).map(Path::of).toList();
    }

    /// Where settings of this configuration may stand.
    private List<Path> settingsPaths() {
        return onDisk().stream().map(Path::toAbsolutePath).map(SourcePaths::settings).distinct().toList();
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
        return HeadgateSettings.read(existing.get(0).toString(), bytes(existing.get(0)));
    }

    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return bytes(in);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + path, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /// A device, or a pipe without an end, would take all memory.
    private static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        if (bytes.length > FILE_BYTES_MAX) {
            throw new IOException("a configuration has at most " + FILE_BYTES_MAX + " bytes");
        }
        return bytes;
    }
}
