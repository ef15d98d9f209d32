package dev.headgate.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.App;

/// A stack as the CDK's command gets it: its template, where it goes, and which stacks have to be there before.
///
/// @param name of the stack
/// @param region it goes to
/// @param template as written
/// @param dependencies names of stacks
record SynthesizedStack(String name, String region, String template, List<String> dependencies) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// All stacks of an app by name.
    static SortedMap<String, SynthesizedStack> of(App app) {
        Path folder = Path.of(app.synth().getDirectory());
        SortedMap<String, SynthesizedStack> stacks = new TreeMap<>();
        try {
            JsonNode artifacts = JSON.readTree(folder.resolve("manifest.json").toFile()).get("artifacts");
            for (Map.Entry<String, JsonNode> artifact : artifacts.properties()) {
                if (artifact.getValue().get("type").asText().equals("aws:cloudformation:stack")) {
                    stacks.put(artifact.getKey(), read(folder, artifact.getKey(), artifact.getValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stacks;
    }

    private static SynthesizedStack read(Path folder, String name, JsonNode artifact) throws IOException {
        String environment = artifact.get("environment").asText();
        List<String> dependencies = new ArrayList<>();
        artifact.path("dependencies").forEach(dependency -> {
            if (!dependency.asText().endsWith(".assets")) {
                dependencies.add(dependency.asText());
            }
        });
        return new SynthesizedStack(name, environment.substring(environment.lastIndexOf('/') + 1),
                Files.readString(folder.resolve(artifact.at("/properties/templateFile").asText())),
                List.copyOf(dependencies));
    }

    JsonNode json() {
        try {
            return JSON.readTree(template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The resources of one type.
    List<JsonNode> resources(String type) {
        List<JsonNode> found = new ArrayList<>();
        json().get("Resources").forEach(resource -> {
            if (resource.get("Type").asText().equals(type)) {
                found.add(resource);
            }
        });
        return found;
    }
}
