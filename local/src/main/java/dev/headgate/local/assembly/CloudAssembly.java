package dev.headgate.local.assembly;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cloud assembly as `cdk synth` writes it: the folder `cdk.out`. It holds nothing of what Headgate planned, only what
/// would be deployed. An immutable value.
///
/// @param folder where it stands
/// @param stacks in the order of the manifest
/// @param assets what is uploaded with it
public record CloudAssembly(Path folder, List<StackTemplate> stacks, AssemblyAssets assets) {
    public CloudAssembly {
        stacks = List.copyOf(stacks);
    }

    /// An assembly, or why there is none.
    ///
    /// @param assembly absent where something is wrong
    /// @param diagnostics what is
    public record Reading(Optional<CloudAssembly> assembly, List<Diagnostic> diagnostics) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Reads an assembly: every file that it is made of, and whether the types of its resources are known.
    ///
    /// @throws IOException when a file cannot be read
    public static Reading read(Path folder) throws IOException {
        Findings findings = new Findings();
        Optional<JsonValue.Members> manifest = document(folder, AssemblyManifest.FILE, findings);
        List<StackTemplate> stacks = new ArrayList<>();
        Map<String, Path> assets = new HashMap<>();
        if (manifest.isPresent()) {
            AssemblyManifest read = AssemblyManifest.of(manifest.get());
            for (AssemblyManifest.Stack stack : read.stacks()) {
                document(folder, stack.templateFile(), findings)
                        .ifPresent(template -> stacks.add(StackTemplate.of(stack, template)));
            }
            for (String list : read.assetLists()) {
                document(folder, list, findings)
                        .ifPresent(members -> assets.putAll(AssemblyAssets.listed(folder, members)));
            }
            if (read.stacks().isEmpty()) {
                findings.add(Code.HG0705, AssemblyManifest.FILE, "it names no stack.", "Run cdk synth.");
            }
        }
        return new Reading(findings.hasErrors()
                ? Optional.empty()
                : Optional.of(new CloudAssembly(folder, stacks, new AssemblyAssets(assets))), findings.all());
    }

    private static Optional<JsonValue.Members> document(Path folder, String name, Findings findings)
            throws IOException {
        Path file = folder.resolve(name);
        if (name.isEmpty() || !Files.isRegularFile(file)) {
            findings.add(Code.HG0705, name.isEmpty() ? AssemblyManifest.FILE : name,
                    "there is no such file in " + folder + ".",
                    "Name the folder that cdk synth writes, which is cdk.out.");
            return Optional.empty();
        }
        Optional<JsonValue.Members> document = JsonValue.parseObject(Body.of(Files.readAllBytes(file)));
        if (document.isEmpty()) {
            findings.add(Code.HG0705, name, "it is not a JSON object.", "Run cdk synth again.");
        }
        return document;
    }

    /// The stack of that name.
    public Optional<StackTemplate> stack(String name) {
        return stacks.stream().filter(stack -> stack.name().equals(name)).findFirst();
    }

    /// What resolves the values of a stack.
    public Intrinsics intrinsics(StackTemplate stack) {
        return new Intrinsics(stack, stacks);
    }

    /// Refuses the resources of a stack whose type is not known, and conditions of those that serve.
    public static void checkTypes(StackTemplate stack, Findings findings) {
        for (TemplateResource resource : stack.resources().values()) {
            if (!ResourceTypes.isKnown(resource.type())) {
                findings.add(Code.HG0701, resource, "",
                        "the emulator does not know resources of the type " + resource.type() + ".",
                        "Take it out of the stack, or serve the configuration without --assembly.");
            } else if (ResourceTypes.serves(resource.type())
                    && resource.declaration().member("Condition").isPresent()) {
                findings.add(Code.HG0703, resource, "Condition",
                        "the emulator does not know conditions, on which it depends whether the resource is made.",
                        "");
            }
        }
    }
}
