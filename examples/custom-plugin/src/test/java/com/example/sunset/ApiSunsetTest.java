package com.example.sunset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Written;
import dev.headgate.router.ActiveGateway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The moment of the tests is [PluginKit#NOW], 2026-11-25T10:20:30Z.
class ApiSunsetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                   | backend | client
            {sunset: "2026-11-25T10:20:31Z"}                                         | GET /   | 200 + Sunset: Wed, 25 Nov 2026 10:20:31 GMT
            {sunset: "2027-01-31T00:00:00Z", deprecated: "2026-01-01T00:00:00Z"}     | GET /   | 200 + Sunset: Sun, 31 Jan 2027 00:00:00 GMT + Deprecation: @1767225600
            {sunset: "2027-01-31T00:00:00Z", link: "https://example.com/why"}        | GET /   | 200 + Sunset: Sun, 31 Jan 2027 00:00:00 GMT + Link: <https://example.com/why>; rel="sunset"
            {sunset: "2026-11-25T10:20:30Z", ends: false}                            | GET /   | 200 + Sunset: Wed, 25 Nov 2026 10:20:30 GMT
            """)
    void an_api_announces_its_end(String config, String backend, String client) {
        assertThat(send(config)).isEqualTo(new PluginKit.Outcome(backend, client));
    }

    @Test
    void an_api_that_has_ended_is_gone() {
        PluginKit.Outcome outcome = send("{sunset: \"2026-11-25T10:20:30Z\"}");
        assertThat(outcome.backend()).isEqualTo(Written.NOTHING);
        assertThat(outcome.client()).startsWith("410 + ").contains("\"message\":\"This API has ended\"")
                .contains("Sunset: Wed, 25 Nov 2026 10:20:30 GMT");
    }

    private static PluginKit.Outcome send(String config) {
        return PluginKit.send(PluginKit.plugin(ApiSunset.TYPE, config),
                PluginKit.exchange(Written.request("GET /")), Written.response("200"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                   | HG0103 plugin api-sunset config.sunset: required field missing.
            {sunset: soon}                                                       | HG0105 plugin api-sunset config.sunset: soon is no moment in time. Write one as 2027-01-31T00:00:00Z.
            {sunset: "2026-01-01T00:00:00Z", deprecated: "2026-02-01T00:00:00Z"} | HG0108 plugin api-sunset config.deprecated: 2026-02-01T00:00:00Z: the API cannot become deprecated
            {sunset: "2026-01-01T00:00:00Z", begin: now}                         | HG0104 plugin api-sunset config.begin: unknown field.
            """)
    void a_wrong_configuration_is_reported(String config, String problem) {
        assertThat(PluginKit.problems(ApiSunset.TYPE, config)).singleElement().asString().contains(problem);
    }

    @Test
    void a_function_finds_the_plugin_in_its_package() {
        Path file = Path.of(System.getProperty("headgate.root"), "examples/custom-plugin/kong.yaml");
        ActiveGateway gateway = new FunctionEnvironment(Map.of("HEADGATE_CONFIG", file.toString())).router();
        assertThat(gateway.compiled().gateway().plugins()).extracting(plugin -> plugin.config().getClass().getName())
                .containsExactly(ApiSunset.class.getName(), ApiSunset.class.getName());
    }
}
