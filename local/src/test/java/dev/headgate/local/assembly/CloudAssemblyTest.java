package dev.headgate.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudAssemblyTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    http-1/headgate-us-east-1         | us-east-1    | 3
                    rest-1/headgate-us-east-1         | us-east-1    | 3
                    both-1/headgate-us-east-1         | us-east-1    | 3
                    http-3/headgate-eu-central-1      | eu-central-1 | 3
                    rest-3/headgate-eu-central-1      | eu-central-1 | 3
                    both-3/headgate-eu-central-1      | eu-central-1 | 3
                    http-1/headgate-data-us-east-1    | us-east-1    | 0
                    http-3/headgate-edge              | us-east-1    | 0
                    http-3/headgate-overview          | us-east-1    | 0
                    both-3/headgate-identity-eu-central-1 | eu-central-1 | 0
                    """)
    void what_the_cdk_app_makes_is_known(String golden, String region, int functions) {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", region, AssemblyFolder.golden(golden))
                .read().assembly().orElseThrow();
        StackTemplate stack = assembly.stack("gateway").orElseThrow();
        Findings findings = new Findings();
        CloudAssembly.checkTypes(stack, findings);
        AssemblyFunctions read = new StackReader(assembly, stack, findings).functions();
        assertThat(findings.all()).isEmpty();
        assertThat(read.byArn().values().stream().distinct()).hasSize(functions);
    }

    @Test
    void a_function_is_found_by_its_alias_with_what_it_runs_with() {
        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", AssemblyFolder.golden("http-1/headgate-us-east-1")).read().assembly()
                .orElseThrow();
        Findings findings = new Findings();
        AssemblyFunctions functions = new StackReader(assembly, assembly.stacks().getFirst(), findings)
                .functions();
        String live = "arn:aws:lambda:us-east-1:000000000000:function:headgate-router:live";
        FunctionDefinition router = functions.of(live).orElseThrow();
        assertThat(router.handler()).isEqualTo("dev.headgate.functions.RouterHandler");
        assertThat(router.timeout()).hasSeconds(29);
        assertThat(router.environment()).containsEntry("HEADGATE_CONFIG", "kong.yaml");
        assertThat(router.code()).isDirectory();
        assertThat(AssemblyFunctions.invokedArn(
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + live + "/invocations"))
                .contains(live);
    }

    @Test
    void what_is_not_known_is_refused_by_name() {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", "us-east-1", """
                {"Resources": {
                  "Url": {"Type": "AWS::Lambda::Url"},
                  "Api": {"Type": "AWS::ApiGatewayV2::Api", "Condition": "Sometimes"},
                  "Router": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "a.B", "Runtime": "nodejs22.x",
                    "Code": {"S3Key": "NONE.zip", "ZipFile": "x"}, "Layers": ["a"], "Timeout": "soon"}}}}
                """).read().assembly().orElseThrow();
        StackTemplate stack = assembly.stacks().getFirst();
        Findings findings = new Findings();
        CloudAssembly.checkTypes(stack, findings);
        var _ = new StackReader(assembly, stack, findings).functions();
        assertThat(findings.all()).extracting(Diagnostic::toString).containsExactly(
                "gateway.template.json error HG0701 AWS::Lambda::Url Url: the emulator does not know resources of the"
                        + " type AWS::Lambda::Url. Take it out of the stack, or serve the configuration without"
                        + " --assembly.",
                "gateway.template.json error HG0703 AWS::ApiGatewayV2::Api Api Condition: the emulator does not know"
                        + " conditions, on which it depends whether the resource is made.",
                "gateway.template.json error HG0704 AWS::Lambda::Function Router Runtime: \"nodejs22.x\" is no Java,"
                        + " which the emulator runs alone.",
                "gateway.template.json error HG0702 AWS::Lambda::Function Router Code.ZipFile: the emulator does not"
                        + " know this property. Take it out of the template, or serve the configuration without"
                        + " --assembly.",
                "gateway.template.json error HG0705 AWS::Lambda::Function Router Code.S3Key: no asset of the assembly"
                        + " is uploaded as NONE.zip. Run cdk synth again.",
                "gateway.template.json error HG0704 AWS::Lambda::Function Router Timeout: \"soon\" is not a whole"
                        + " number.",
                "gateway.template.json error HG0702 AWS::Lambda::Function Router Layers: the emulator does not know"
                        + " this property. Take it out of the template, or serve the configuration without"
                        + " --assembly.");
    }

    @Test
    void an_assembly_that_is_not_complete_is_none() throws IOException {
        assertThat(CloudAssembly.read(folder).diagnostics()).extracting(Diagnostic::toString)
                .containsExactly("manifest.json error HG0705: there is no such file in " + folder
                        + ". Name the folder that cdk synth writes, which is cdk.out.");
        Files.writeString(folder.resolve("manifest.json"), "[]");
        assertThat(CloudAssembly.read(folder).diagnostics()).extracting(Diagnostic::toString)
                .containsExactly("manifest.json error HG0705: it is not a JSON object. Run cdk synth again.");
        List<Diagnostic> noStack = new AssemblyFolder(folder).read().diagnostics();
        assertThat(noStack).extracting(Diagnostic::toString)
                .containsExactly("manifest.json error HG0705: it names no stack. Run cdk synth.");
    }
}
