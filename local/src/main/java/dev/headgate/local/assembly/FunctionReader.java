package dev.headgate.local.assembly;

import dev.headgate.diagnostic.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads the functions of a stack, and their versions and aliases. A stack publishes one version of each, so that every
/// alias leads to it.
final class FunctionReader {
    /// Lambda's defaults ([AWS::Lambda::Function](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html)).
    private static final int TIMEOUT_SECONDS = 3;
    private static final int MEMORY_MEGABYTES = 128;

    private final AssemblyAssets assets;

    FunctionReader(AssemblyAssets assets) {
        this.assets = assets;
    }

    /// @param arn as references give it
    FunctionDefinition function(ResourceProperties properties, String name, String arn) {
        properties.withoutEffect("Architectures", "DeadLetterConfig", "Description", "EphemeralStorage",
                "FunctionName", "KmsKeyArn", "LoggingConfig", "RecursiveLoop", "ReservedConcurrentExecutions", "Role",
                "RuntimeManagementConfig", "SnapStart", "Tags", "TracingConfig", "VpcConfig");
        checkRuntime(properties);
        Map<String, String> environment = properties.object("Environment").map(object -> {
            Map<String, String> variables = object.textMap("Variables");
            object.refuseOthers();
            return variables;
        }).orElse(Map.of());
        FunctionDefinition function = new FunctionDefinition(name, arn, properties.text("Handler"),
                code(properties).orElse(Path.of("")), environment,
                Duration.ofSeconds(properties.integer("Timeout").orElse(TIMEOUT_SECONDS)),
                properties.integer("MemorySize").orElse(MEMORY_MEGABYTES));
        properties.refuseOthers();
        return function;
    }

    private static void checkRuntime(ResourceProperties properties) {
        String packageType = properties.optionalText("PackageType").orElse("Zip");
        if (!packageType.equals("Zip")) {
            properties.refuse(Code.HG0704, "PackageType", "\"" + packageType + "\" is not Zip, which the emulator runs"
                    + " alone.", "");
        }
        String runtime = properties.optionalText("Runtime").orElse("");
        if (!runtime.startsWith("java")) {
            properties.refuse(Code.HG0704, "Runtime", "\"" + runtime + "\" is no Java, which the emulator runs alone.",
                    "");
        }
    }

    private Optional<Path> code(ResourceProperties properties) {
        Optional<ResourceProperties> code = properties.object("Code");
        if (code.isEmpty()) {
            properties.refuse(Code.HG0704, "Code", "it is missing, and a function cannot be without.", "");
            return Optional.empty();
        }
        String key = code.get().withoutEffect("S3Bucket").text("S3Key");
        code.get().refuseOthers();
        Optional<Path> asset = assets.of(key);
        if (asset.isEmpty()) {
            properties.refuse(Code.HG0705, "Code.S3Key", "no asset of the assembly is uploaded as " + key + ".",
                    "Run cdk synth again.");
        }
        return asset;
    }

    /// The name of an alias.
    String alias(ResourceProperties properties) {
        properties.withoutEffect("Description", "FunctionName", "FunctionVersion", "ProvisionedConcurrencyConfig");
        String name = properties.text("Name");
        properties.refuseOthers();
        return name;
    }

    void version(ResourceProperties properties) {
        properties.withoutEffect("CodeSha256", "Description", "FunctionName", "ProvisionedConcurrencyConfig",
                "RuntimePolicy");
        properties.refuseOthers();
    }

    /// A statement for anybody but API Gateway admits nobody here, and what it speaks of need not be known.
    InvokePermission permission(ResourceProperties properties, String functionArn) {
        properties.withoutEffect("FunctionName", "SourceAccount", "SourceArn");
        InvokePermission permission = new InvokePermission(functionArn, properties.text("Action"),
                properties.text("Principal"), "*");
        properties.refuseOthers();
        return permission.isForApiGateway()
                ? permission.limitedTo(properties.optionalText("SourceArn").orElse("*"))
                : permission;
    }
}
