package dev.headgate.local.assembly;

import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `manifest.json` says of an assembly: its stacks and the lists of its assets
/// ([cloud assembly schema](https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema)).
/// Artifacts that are neither concern nobody who serves.
///
/// @param stacks in the manifest's order
/// @param assetLists files that list assets
record AssemblyManifest(List<Stack> stacks, List<String> assetLists) {
    static final String FILE = "manifest.json";

    private static final String ENVIRONMENT = "aws://";

    /// A stack.
    record Stack(String name, String templateFile, String accountId, String region) {}

    AssemblyManifest {
        stacks = List.copyOf(stacks);
        assetLists = List.copyOf(assetLists);
    }

    static AssemblyManifest of(JsonValue.Members manifest) {
        Map<String, Stack> stacks = new LinkedHashMap<>();
        List<String> assetLists = new ArrayList<>();
        manifest.object("artifacts").values().forEach((id, value) -> {
            if (value instanceof JsonValue.Members artifact) {
                switch (artifact.text("type").orElse("")) {
                    case "aws:cloudformation:stack" -> stacks.put(id, stack(id, artifact));
                    case "cdk:asset-manifest" ->
                            artifact.object("properties").text("file").ifPresent(assetLists::add);
                    default -> {
                        // the construct tree, reports
                    }
                }
            }
        });
        return new AssemblyManifest(List.copyOf(stacks.values()), assetLists);
    }

    private static Stack stack(String id, JsonValue.Members artifact) {
        String environment = artifact.text("environment").orElse("");
        String[] parts = environment.startsWith(ENVIRONMENT)
                ? environment.substring(ENVIRONMENT.length()).split("/", 2)
                : new String[0];
        JsonValue.Members properties = artifact.object("properties");
        return new Stack(properties.text("stackName").orElse(id), properties.text("templateFile").orElse(""),
                known(parts, 0, "unknown-account").orElse(StackTemplate.ACCOUNT_ID),
                known(parts, 1, "unknown-region").orElse(StackTemplate.REGION));
    }

    private static Optional<String> known(String[] parts, int at, String unknown) {
        return at < parts.length && !parts[at].equals(unknown) && !parts[at].isEmpty()
                ? Optional.of(parts[at])
                : Optional.empty();
    }
}
