package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.model.Service;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// decK's templates (go-database-reconciler, pkg/file/template.go and its test).
class DeckTemplatesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("DECK_HOST", "orders.internal", "DECK_PORT", "8443",
            "DECK_ON", "T", "DECK_RATE", "2.50", "DECK_LARGE", "1e21", "DECK_EMPTY", "", "DECK_LINES", "one\ntwo",
            "DECK_QUOTED", "say \\\"hi\\\"", "OTHER", "x");

    private final Diagnostics diagnostics = new Diagnostics();

    private List<String> found() {
        return diagnostics.inFileOrder().stream().map(Diagnostic::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            a                                        | a
            a ${{ env "DECK_HOST" }} b               | a orders.internal b
            ${{env "DECK_HOST"}}                     | orders.internal
            ${{ env `DECK_HOST` }}                   | orders.internal
            ^${{ env "DECK_PORT" | toInt }}^         | 8443
            ^${{ toInt (env "DECK_PORT") }}^         | 8443
            ^${{ env "DECK_ON" | toBool }}^          | true
            ^${{ env "DECK_RATE" | toFloat }}^       | 2.5
            ^${{ env "DECK_PORT" | toFloat }}^       | 8443
            ^${{ env "DECK_LARGE" | toFloat }}^      | 1e+21
            <${{ env "DECK_EMPTY" }}>                | <>
            ^${{ indent 2 (env "DECK_LINES") }}^     | one⏎  two
            ^${{ env "DECK_LINES" | indent 4 }}^     | one⏎    two
            a ${{- env "DECK_HOST" -}} b             | a ${{- env "DECK_HOST" -}} b
            a ${{- /* not shown */ -}} b             | ab
            a ${{- " x" -}} b                        | a xb
            ${{ "a}}b" }}                            | a}}b
            # ${{ env "DECK_UNSET" }}                | # ${{ env "DECK_UNSET" }}
            a # ${{ env "DECK_HOST" }}               | a # orders.internal
            $${{ env "DECK_HOST" }}                  | $orders.internal
            """)
    void a_template_is_filled_in(String text, String filled) {
        String wanted = filled.contains("${{-") ? "aorders.internalb" : filled;
        assertThat(DeckTemplates.fillIn("kong.yaml", text, ENVIRONMENT, diagnostics)).as("%s", found())
                .map(FilledText::text).hasValue(wanted.replace("⏎", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            ${{ env "DECK_UNSET" }} ~ environment variable 'DECK_UNSET' present in state file but not set. Set DECK_UNSET; for functions, under variables in cdk.json.
            ${{ env "OTHER" }} ~ environment variables in the state file must be prefixed with 'DECK_', found: 'OTHER'. Name it DECK_OTHER, here and in the environment.
            ${{ env "DECK_HOST" | toInt }} ~ toInt: the value of DECK_HOST is not a whole number.
            ${{ env "DECK_RATE" | toInt }} ~ toInt: the value of DECK_RATE is not a whole number.
            ${{ env "DECK_HOST" | toFloat }} ~ toFloat: the value of DECK_HOST is not a number.
            ${{ env "DECK_PORT" | toBool }} ~ toBool: the value of DECK_PORT is not true or false.
            ${{ env "DECK_HOST" | upper }} ~ upper: decK's templates have no such function here. There are: env, toInt, toBool, toFloat, indent.
            ${{ env }} ~ env: expected one text. Write ${{ env "DECK_X" | toInt }}.
            ${{ indent "2" "x" }} ~ indent: expected a whole number and a text. Write ${{ indent 4 (env "DECK_X") }}.
            ${{ if true }} ~ this template is none that decK has. Write ${{ env "DECK_X" }}, or with a conversion: ${{ env "DECK_X" | toInt }}.
            ${{ .Values }} ~ this template is none that decK has. Write ${{ env "DECK_X" }}, or with a conversion: ${{ env "DECK_X" | toInt }}.
            ${{ }} ~ this template is none that decK has. Write ${{ env "DECK_X" }}, or with a conversion: ${{ env "DECK_X" | toInt }}.
            ${{ env "DECK_HOST ~ this template has no end. Close it with }}.
            """)
    void what_cannot_be_filled_in_is_reported_without_a_value(String text, String message) {
        assertThat(DeckTemplates.fillIn("kong.yaml", "\na: " + text, ENVIRONMENT, diagnostics)).isEmpty();
        assertThat(found()).containsExactly("kong.yaml:2:4 error HG0005: " + message);
    }

    @Test
    void all_templates_are_tried_in_one_run() {
        DeckTemplates.fillIn("kong.yaml", "é${{ env \"DECK_A\" }} ${{ env \"DECK_HOST\" }}\n\t${{ env \"DECK_B\" }}",
                ENVIRONMENT, diagnostics);
        assertThat(found()).extracting(line -> line.substring(0, 14)).containsExactly("kong.yaml:1:2 ",
                "kong.yaml:2:2 ");
    }

    private static Reading read(String text) {
        return new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                new ReadingOptions(ENVIRONMENT, ReadingOptions.Placeholders.LITERAL, List.of()))
                .read("kong.yaml", text);
    }

    @Test
    void values_mean_what_they_would_mean_if_they_were_written() {
        Service service = read("""
                _format_version: "3.0"
                services:
                - host: "${{ env "DECK_HOST" }}"
                  name: '${{ env "DECK_PORT" }}'
                  port: ${{ env "DECK_PORT" }}
                  retries: ${{ env "DECK_PORT" | toInt }}
                  enabled: ${{ env "DECK_ON" | toBool }}
                  tags: [${{ env "DECK_HOST" }}, 'b']
                """).gateway().orElseThrow().services().get(0);
        assertThat(List.of(service.host(), service.name(), service.port(), service.retries(), service.enabled(),
                service.tags())).isEqualTo(
                        List.of("orders.internal", "8443", 8443, 8443, true, List.of("orders.internal", "b")));
    }

    @Test
    void later_findings_stand_where_the_user_wrote_what_they_are_about() {
        List<String> found = read("""
                _format_version: "3.0"
                services:
                - {name: ${{ env "DECK_LINES" | indent 2 }}, host: ${{ env "DECK_HOST" }}, prot: 1}
                - {host: "${{ env "DECK_QUOTED" }}", port: x}
                - host: ${{ env "DECK_PORT" }}
                  retries: ${{ env "DECK_HOST" }}
                  retries: 2
                  é: "${{ env "DECK_EMPTY" }}"
                """).diagnostics().stream().map(Diagnostic::toString).toList();
        assertThat(found).extracting(line -> line.replaceFirst("( HG[0-9]*).*", "$1")).containsExactly(
                "kong.yaml:3:10 error HG0105", "kong.yaml:3:76 error HG0104", "kong.yaml:4:10 error HG0105",
                "kong.yaml:4:44 error HG0102", "kong.yaml:5:9 error HG0102", "kong.yaml:7:3 error HG0003",
                "kong.yaml:8:3 error HG0104");
    }

    @Test
    void no_value_is_shown() {
        Map<String, String> environment = Map.of("DECK_SECRET", "hunter2-hunter2", "DECK_LONG", "a-secret ".repeat(20),
                "DECK_WORD", "s3cret");
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                new ReadingOptions(environment, ReadingOptions.Placeholders.LITERAL, List.of())).read("kong.yaml", """
                        _format_version: "3.0"
                        services:
                        - name: a-${{ env "DECK_SECRET" }}
                          host: h
                          port: ${{ env "DECK_SECRET" }}
                          protocol: ${{ env "DECK_LONG" }}
                          path: a${{ env "DECK_LONG" }}
                        routes:
                        - service: no-${{ env "DECK_WORD" }}
                          paths: ["${{ env "DECK_WORD" }}"]
                          ${{ env "DECK_WORD" }}: 1
                          headers: {"${{ env "DECK_SECRET" }} x": [a]}
                        plugins:
                        - name: ${{ env "DECK_WORD" }}
                        """);
        assertThat(reading.diagnostics()).hasSizeGreaterThan(7).extracting(Diagnostic::toString)
                .noneMatch(line -> line.contains("hunter2") || line.contains("a-secret") || line.contains("s3cret"));
    }
}
