package dev.headgate.local.assembly.serving;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How to serve an assembly.
///
/// @param folder `cdk.out`
/// @param stack the stack whose APIs are served; absent for the only one that has any
/// @param port to listen on; 0 for any free one
/// @param inProcess whether the functions run in this process, and not in processes of their own
/// @param targets addresses that stand for what is behind VPC links, by ARN: `http://host:port`
public record AssemblyOptions(
        Path folder,
        Optional<String> stack,
        int port,
        boolean inProcess,
        Map<String, String> targets) {
    public AssemblyOptions {
        targets = Map.copyOf(targets);
    }
}
