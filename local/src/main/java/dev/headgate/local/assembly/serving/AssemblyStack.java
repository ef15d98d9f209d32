package dev.headgate.local.assembly.serving;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.StackReader;
import dev.headgate.local.assembly.StackTemplate;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Chooses the stack of an assembly that is served.
final class AssemblyStack {
    private static final Set<String> APIS = Set.of("AWS::ApiGatewayV2::Api", "AWS::ApiGateway::RestApi");

    private AssemblyStack() {}

    /// @param findings takes what is wrong with what is read later
    /// @throws UnservableException when there is no such stack, or something in the assembly cannot be read
    static StackReader read(AssemblyOptions options, Findings findings) throws IOException, UnservableException {
        CloudAssembly.Reading reading = CloudAssembly.read(options.folder());
        CloudAssembly assembly = reading.assembly()
                .orElseThrow(() -> new UnservableException(reading.diagnostics()));
        List<StackTemplate> serving = assembly.stacks().stream().filter(AssemblyStack::hasApi)
                .filter(stack -> options.stack().isEmpty() || options.stack().get().equals(stack.name())).toList();
        if (serving.size() != 1) {
            String names = assembly.stacks().stream().filter(AssemblyStack::hasApi).map(StackTemplate::name).sorted()
                    .collect(Collectors.joining(", "));
            findings.add(Code.HG0705, "manifest.json",
                    serving.isEmpty()
                            ? options.stack().map(name -> "it has no stack " + name + " with an API")
                                    .orElse("no stack of it has an API")
                                    + (names.isEmpty() ? "." : ": " + names + " has.")
                            : "several stacks have APIs: " + names + ".",
                    names.isEmpty() ? "Run cdk synth." : "Name one by --stack.");
            throw new UnservableException(findings.all());
        }
        CloudAssembly.checkTypes(serving.getFirst(), findings);
        return new StackReader(assembly, serving.getFirst(), findings);
    }

    private static boolean hasApi(StackTemplate stack) {
        return stack.resources().values().stream().anyMatch(resource -> APIS.contains(resource.type()));
    }
}
