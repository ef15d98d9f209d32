package dev.headgate.local.configuration;

import dev.headgate.aws.AwsSigner;
import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.Settings;
import dev.headgate.config.HeadgateSettings;
import dev.headgate.diagnostic.Diagnostic;
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

/// Where a configuration stands: a Kong declarative file, and a `headgate.yaml` beside it where there is one.
///
/// @param kong the Kong file; `-` for standard input
/// @param plugins those that it may configure
/// @param secrets what vault references stand for
public record ConfigurationFiles(String kong, PluginRegistry plugins, Secrets secrets) {
    /// The largest file that is read. Some hundred thousand routes fit.
    public static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

    private static final String STDIN = "-";
    private static final String SETTINGS = "headgate.yaml";

    /// A configuration with Headgate's own plugins, whose vault references nobody looks up.
    public static ConfigurationFiles of(String kong) {
        return new ConfigurationFiles(kong, PluginRegistry.OWN, Secrets.NOT_LOOKED_UP);
    }

    /// The same configuration, whose vault references are looked up in the environment of this process and in AWS.
    public ConfigurationFiles withSecrets() {
        WebClient web = new JdkWebClient();
        AwsSigner signer = new SdkAwsSigner(System.getenv(), web, InstantSource.system());
        return new ConfigurationFiles(kong, plugins,
                new EnvironmentSecrets(System.getenv(), new AwsSecrets(signer, web)));
    }

    /// The files to look at for changes; none for standard input.
    public List<Path> watched() {
        return kong.equals(STDIN) ? List.of() : List.of(Path.of(kong), settingsPath());
    }

    /// Reads both files anew.
    ///
    /// @param stdin read to its end when the configuration is standard input
    /// @throws IOException when a file cannot be read; the message names it
    public LoadedConfiguration load(InputStream stdin) throws IOException {
        String fileName = kong.equals(STDIN) ? "<stdin>" : kong;
        Reading reading = new KongReader(InstantSource.system(), plugins, secrets,
                dev.headgate.config.ReadingOptions.DEFAULT).read(fileName, content(stdin));
        List<Diagnostic> diagnostics = new ArrayList<>(reading.diagnostics());
        Optional<Gateway> gateway = reading.gateway();
        Settings settings = Settings.DEFAULT;
        if (!kong.equals(STDIN) && Files.exists(settingsPath())) {
            HeadgateSettings.Reading read = HeadgateSettings.read(settingsPath().toString(), bytes(settingsPath()));
            diagnostics.addAll(read.diagnostics());
            settings = read.settings().orElse(Settings.DEFAULT);
            gateway = read.settings().flatMap(_ -> reading.gateway());
        }
        return new LoadedConfiguration(fileName, gateway, reading.declared(), settings, plugins,
                List.copyOf(diagnostics));
    }

    private Path settingsPath() {
        return Path.of(kong).toAbsolutePath().resolveSibling(SETTINGS);
    }

    private byte[] content(InputStream stdin) throws IOException {
        return kong.equals(STDIN) ? bytes(stdin) : bytes(Path.of(kong));
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
