package dev.headgate.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.json.JsonValue;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {
    private static final String TEMPLATE = """
            {"Parameters": {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>",
                "Default": "/cdk-bootstrap/hnb659fds/version"},
              "Named": {"Type": "String", "Default": "named"}, "Open": {"Type": "String"}},
             "Resources": {
              "Router": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "router"}},
              "Nameless": {"Type": "AWS::Lambda::Function"},
              "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Router"}}},
              "Live": {"Type": "AWS::Lambda::Alias",
                "Properties": {"FunctionName": {"Ref": "Router"}, "Name": "live"}},
              "Api": {"Type": "AWS::ApiGatewayV2::Api"},
              "Rest": {"Type": "AWS::ApiGateway::RestApi"},
              "Circle": {"Type": "AWS::ApiGatewayV2::Stage", "Properties": {"StageName": {"Ref": "Circle"}}},
              "Log": {"Type": "AWS::Logs::LogGroup"}}}
            """;
    private static final String OTHER = """
            {"Outputs": {"Issuer": {"Value": {"Fn::Join": ["", ["https://", {"Ref": "AWS::Region"}]]},
                "Export": {"Name": "other:Issuer"}}},
             "Resources": {}}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    "text"                                                     | text
                    12                                                         | 12
                    {"Ref": "AWS::AccountId"}                                  | 000000000000
                    {"Ref": "AWS::Region"}                                     | eu-central-1
                    {"Ref": "Named"}                                           | named
                    {"Ref": "BootstrapVersion"}                                | 30
                    {"Ref": "Router"}                                          | router
                    {"Ref": "Nameless"}                                        | gateway-Nameless-37k9vwf5hu
                    {"Fn::GetAtt": ["Router", "Arn"]}                          | arn:aws:lambda:eu-central-1:000000000000:function:router
                    {"Fn::GetAtt": "Router.Arn"}                               | arn:aws:lambda:eu-central-1:000000000000:function:router
                    {"Ref": "Live"}                                            | arn:aws:lambda:eu-central-1:000000000000:function:router:live
                    {"Ref": "Version"}                                         | arn:aws:lambda:eu-central-1:000000000000:function:router:1
                    {"Fn::Select": [7, {"Fn::Split": [":", {"Ref": "Live"}]}]} | live
                    {"Fn::Join": ["-", ["a", {"Ref": "Named"}]]}               | a-named
                    {"Fn::Sub": "${Named}/${Router.Arn}/${!Literal}"}          | named/arn:aws:lambda:eu-central-1:000000000000:function:router/${Literal}
                    {"Fn::Sub": ["${X}-${AWS::Partition}", {"X": {"Ref": "Named"}}]} | named-aws
                    {"Fn::ImportValue": "other:Issuer"}                        | https://us-east-1
                    """)
    void a_value_is_what_CloudFormation_makes_of_it(String value, String text) throws UnresolvedException {
        assertThat(intrinsics().text(JsonValue.parse(value).orElseThrow())).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    {"Ref": "Nothing"}                            | the template has no Nothing
                    {"Ref": "Open"}                               | the parameter Open has no default
                    {"Ref": "Log"}                                | the emulator does not know what Ref gives for Log, a resource of type AWS::Logs::LogGroup
                    {"Fn::GetAtt": ["Router", "Age"]}             | the emulator does not know the attribute Age of Router, a resource of type AWS::Lambda::Function
                    {"Fn::Base64": "x"}                           | the emulator does not know Fn::Base64
                    {"Fn::If": ["C", "a", "b"]}                   | the emulator does not know Fn::If
                    {"Fn::Select": [2, ["a"]]}                    | Fn::Select asks for item 2 of 1
                    {"Fn::ImportValue": "nobody's"}               | no stack of the assembly exports nobody's
                    "{{resolve:secretsmanager:x}}"                | a dynamic reference names what stands in AWS alone: {{resolve:secretsmanager:x}}
                    {"Ref": "Circle"}                             | the template's values refer to each other in a circle
                    """)
    void what_nobody_knows_is_told(String value, String message) {
        try {
            throw new AssertionError(intrinsics().text(JsonValue.parse(value).orElseThrow()));
        } catch (UnresolvedException e) {
            assertThat(e).hasMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"Api", "Rest"})
    void an_api_has_an_id_of_ten_letters_and_digits(String api) throws UnresolvedException {
        String id = intrinsics().text(JsonValue.parse("{\"Ref\": \"" + api + "\"}").orElseThrow());
        assertThat(id).matches("[0-9a-z]{10}")
                .isEqualTo(intrinsics().text(JsonValue.parse("{\"Ref\": \"" + api + "\"}").orElseThrow()));
    }

    private Intrinsics intrinsics() {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", "eu-central-1", TEMPLATE)
                .with("other", "us-east-1", OTHER).read().assembly().orElseThrow();
        return assembly.intrinsics(assembly.stack("gateway").orElseThrow());
    }
}
