package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionVariablesTest {
    private static DeploymentFields.Reading read(String headgate) {
        String file = "{\"app\": \"cdk/app\", \"context\": {\"headgate\": {" + headgate + "}}}";
        return DeploymentFields.read("cdk.json", file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void variables_have_the_room_that_Lambda_gives_them() {
        String room = "x".repeat(3_000);
        assertThat(read("\"variables\": {\"DECK_A\": \"" + room + "\"}").settings()).isPresent();
        assertThat(read("\"variables\": {\"DECK_A\": \"" + room + "\", \"DECK_B\": \"" + "\\\"".repeat(30) + "\"}")
                .diagnostics()).extracting(Object::toString).containsExactly("cdk.json:1:58 error HG0601 variables: "
                        + "they take 3084 bytes, and 1033 are Headgate's own: Lambda takes 4096 in all. Write long "
                        + "values into the configuration, or secrets into AWS Secrets Manager.");
        assertThat(read("\"variables\": {\"AWS_ENDPOINT_URL_LAMBDA\": \"https://here\"}").settings()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # settings                    | what is said
                    "config": []                  | cdk.json:1:55 error HG0601 config: length must be at least 1.
                    "variables": {"A": "a"}       | cdk.json:1:59 error HG0601 variables.A: 'A' is no name of a variable for Lambda: a letter, then letters, digits and underscores, at least two.
                    "variables": {"DECK-A": "a"}  | cdk.json:1:59 error HG0601 variables.DECK-A: 'DECK-A' is no name of a variable for Lambda: a letter, then letters, digits and underscores, at least two.
                    "variables": {"AWS_REGION": "a"} | cdk.json:1:59 error HG0601 variables.AWS_REGION: 'AWS_REGION': Lambda sets the variables AWS_…, LAMBDA_… and _… itself. Give it another name.
                    "variables": {"LAMBDA_TASK_ROOT": "a"} | cdk.json:1:59 error HG0601 variables.LAMBDA_TASK_ROOT: 'LAMBDA_TASK_ROOT': Lambda sets the variables AWS_…, LAMBDA_… and _… itself. Give it another name.
                    "variables": {"_HANDLER": "a"} | cdk.json:1:59 error HG0601 variables._HANDLER: '_HANDLER': Lambda sets the variables AWS_…, LAMBDA_… and _… itself. Give it another name.
                    "variables": {"HEADGATE_CONFIG": "a"} | cdk.json:1:59 error HG0601 variables.HEADGATE_CONFIG: 'HEADGATE_CONFIG': the variables HEADGATE_… are those by which the functions find their tables and files. Give it another name.
                    "snap_start": false, "aot_cache": "a", "variables": {"JAVA_TOOL_OPTIONS": "a"} | cdk.json:1:119 error HG0601 variables.JAVA_TOOL_OPTIONS: the variable by which functions find the AOT cache. Remove it, or aot_cache.
                    """)
    void what_functions_cannot_have_is_refused(String settings, String said) {
        assertThat(read(settings).diagnostics()).extracting(Object::toString).containsExactly(said);
        assertThat(read(settings).settings()).isEmpty();
    }
}
