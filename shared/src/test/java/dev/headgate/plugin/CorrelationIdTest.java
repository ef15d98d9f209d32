package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationIdTest {
    private static final String PROCESS = "11111111-2222-4333-8444-555555555555";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                        | request                     | backend                               | client
            {}                                            | GET /                       | GET / + Kong-Request-ID: PROCESS#1    | 200
            {echo_downstream: true}                       | GET /                       | GET / + Kong-Request-ID: PROCESS#1    | 200 + Kong-Request-ID: PROCESS#1
            {header_name: X-Id, echo_downstream: true}    | GET /                       | GET / + X-Id: PROCESS#1               | 200 + X-Id: PROCESS#1
            {header_name: X-Id, echo_downstream: true}    | GET / + x-id: mine          | GET / + x-id: mine                    | 200 + X-Id: mine
            {header_name: X-Id, echo_downstream: true}    | GET / + X-Id:               | GET / + X-Id: PROCESS#1               | 200 + X-Id: PROCESS#1
            {generator: tracker, echo_downstream: yes}    | GET /                       | GET / + Kong-Request-ID: TRACKER      | 200 + Kong-Request-ID: TRACKER
            {generator: tracker}                          | GET / + Kong-Request-ID: me | GET / + Kong-Request-ID: me           | 200
            """)
    void requests_have_an_id(String config, String request, String backend, String client) {
        PluginKit.Outcome outcome = PluginKit.send(PluginKit.plugin(CorrelationId.TYPE, config),
                PluginKit.exchange(Written.request(request)), Response.of(200));
        assertThat(outcome).isEqualTo(new PluginKit.Outcome(expanded(backend), expanded(client)));
    }

    private static String expanded(String line) {
        return line.replace("PROCESS", PROCESS).replace("TRACKER", "192.0.2.10-80-42-1-1-1795602030.000");
    }

    @Test
    void counted_ids_share_the_process_and_differ_in_the_number() {
        assertThat(ids("{}", 3)).containsExactly(PROCESS + "#1", PROCESS + "#2", PROCESS + "#3");
    }

    @Test
    void uuids_are_random_and_never_repeat() {
        List<String> ids = ids("{generator: uuid}", 1000);
        assertThat(ids).allMatch(id -> id.matches(UUID));
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    private static List<String> ids(String config, int count) {
        CorrelationId plugin = PluginKit.plugin(CorrelationId.TYPE, config);
        PluginContext context = PluginKit.context(plugin);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Step step = plugin.access(PluginKit.exchange(PluginKit.request("GET", "/")), context);
            ids.add(step.exchange().upstream().headers().first("Kong-Request-ID"));
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /                           | PROCESS#1
            GET / + Kong-Request-ID: mine   | mine
            """)
    void an_answer_has_an_id_even_when_the_access_phase_did_not_run(String request, String id) {
        CorrelationId plugin = PluginKit.plugin(CorrelationId.TYPE, "{echo_downstream: true}");
        Response response = plugin.response(PluginKit.exchange(Written.request(request)), Response.of(401),
                PluginKit.context(plugin));
        assertThat(Written.of(response)).isEqualTo(expanded("401 + Kong-Request-ID: " + id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {generator: snowflake}   | test.yaml:1:13 error HG0107 plugin correlation-id config.generator: "snowflake": expected one of: uuid, uuid#counter, tracker.
            {header_name: 'a b'}     | test.yaml:1:15 error HG0105 plugin correlation-id config.header_name: bad header name 'a b', allowed characters are A-Z, a-z, 0-9, '_', and '-'.
            {header: X-Id}           | test.yaml:1:2 error HG0104 plugin correlation-id config.header: unknown field. Known fields: header_name, generator, echo_downstream.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(CorrelationId.TYPE, config)).containsExactly(problem);
    }

    @Test
    void the_gateways_own_answers_have_it_too() {
        Plugin plugin = PluginKit.plugin(CorrelationId.TYPE, "{echo_downstream: true}");
        PluginChain chain = new PluginChain(List.of(PluginKit.instance(plugin)));
        Resources resources = PluginKit.context(plugin).resources();
        PluginChain.Access access = chain.access(PluginKit.exchange(PluginKit.request("GET", "/")), resources);
        List<RuntimeException> failures = new ArrayList<>();
        assertThat(Written.of(chain.response(access, Response.of(503), resources, failures)))
                .isEqualTo("503 + Kong-Request-ID: " + PROCESS + "#1");
        assertThat(failures).isEmpty();
    }
}
