package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Constant answers of a plan, as the CDK app makes them.
class ConstantAnswersTest {
    private RestApiServer api;

    @BeforeEach
    void serve(@TempDir Path folder) {
        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", AssemblyFolder.golden("native-rest-1/headgate-us-east-1")).read()
                .assembly().orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        api = new RestApis(stack, stack.functions(), new RestApis.World((arn, _, _) -> {
            throw new AssertionError(arn);
        }, call -> {
            throw new AssertionError(call);
        }, InstantSource.system(), Undocumented.DEFAULT)).read().getFirst();
        assertThat(findings.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /gone  |                                   | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | application/json                  | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | application/x-www-form-urlencoded | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | text/plain; charset=utf-8         | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | image/png                         | 415 application/json {"message":"Unsupported media type"}
            GET /page  |                                   | 503 text/html <h1>Soon</h1>
            """)
    void answers_are_made_by_the_API_itself(String request, String contentType, String expected) {
        String[] words = request.split(" ");
        Response answer = send(words[0], words[1], contentType == null ? "" : contentType);
        assertThat(answer.status() + " " + answer.headers().first("Content-Type") + " "
                + answer.body().utf8().replaceAll(",?\\s*\"request_id\":\"[^\"]*\"", "").replaceAll("\\n\\s*", ""))
                .isEqualTo(expected);
    }

    private Response send(String method, String target, String contentType) {
        RequestKit request = RequestKit.of(method, "/live" + target);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType).body("text");
        }
        return api.answer(request.request(),
                new ServedApi.Arrival(new ServedApi.Entry.Endpoint(), RequestKit.ID, RequestKit.ENVELOPE.time()));
    }
}
