package dev.headgate.local.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes an assembly around templates, as `cdk synth` would: manifest, templates, a list of assets and their folders.
public final class AssemblyFolder {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root"));
    private static final Pattern ZIP = Pattern.compile("\"S3Key\": ?\"([0-9a-z]+)\\.zip\"");

    private final Path folder;
    private final List<String> artifacts = new ArrayList<>();

    public AssemblyFolder(Path folder) {
        this.folder = folder;
    }

    /// A golden template of the CDK app.
    ///
    /// @param name such as `http-1/headgate-us-east-1`
    public static String golden(String name) {
        try {
            return Files.readString(ROOT.resolve("cdk/src/test/resources/templates/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds a stack.
    public AssemblyFolder with(String stack, String region, String template) {
        try {
            Files.writeString(folder.resolve(stack + ".template.json"), template);
            Matcher zip = ZIP.matcher(template);
            List<String> files = new ArrayList<>();
            while (zip.find()) {
                String hash = zip.group(1);
                Files.createDirectories(folder.resolve("asset." + hash));
                files.add("""
                        "%1$s": {"source": {"path": "asset.%1$s", "packaging": "zip"},
                          "destinations": {"here": {"bucketName": "assets", "objectKey": "%1$s.zip"}}}
                        """.formatted(hash));
            }
            Files.writeString(folder.resolve(stack + ".assets.json"),
                    "{\"version\": \"54.0.0\", \"files\": {" + String.join(",", files) + "}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        artifacts.add("""
                "%1$s.assets": {"type": "cdk:asset-manifest", "properties": {"file": "%1$s.assets.json"}},
                "%1$s": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/%2$s",
                  "properties": {"templateFile": "%1$s.template.json"}}
                """.formatted(stack, region));
        return this;
    }

    /// Reads it.
    public CloudAssembly.Reading read() {
        try {
            Files.writeString(folder.resolve("manifest.json"),
                    "{\"version\": \"54.0.0\", \"artifacts\": {" + String.join(",", artifacts) + "}}");
            return CloudAssembly.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
