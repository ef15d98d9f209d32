package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Consumer;
import dev.headgate.model.Gateway;
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

/// Placeholders of files that are made for a shell, read with `--env`.
class ShellVariablesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("NAME", "alice", "lower_1", "bob", "EMPTY", "",
            "PORT", "8443", "ODD", "a: b # c, \"d\" $NAME ${X}");

    private static Gateway gateway(String text) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                new ReadingOptions(ENVIRONMENT, ReadingOptions.Placeholders.FILLED_IN, List.of())).read("kong.yml",
                        text);
        assertThat(reading.diagnostics()).extracting(Diagnostic::toString).isEmpty();
        return reading.gateway().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            $NAME                | alice
            ${NAME}              | alice
            "$NAME"              | alice
            '${NAME}'            | alice
            x-$NAME-y            | x-alice-y
            ${NAME}$lower_1      | alicebob
            $NAME$$              | alice$$
            $$NAME               | $NAME
            $${NAME}             | ${NAME}
            a$                   | a$
            $1 $(x) $-           | $1 $(x) $-
            ${MISSING:-carol}    | carol
            ${EMPTY:-carol}      | carol
            ${NAME:-carol}       | alice
            x$EMPTY              | x
            $ODD                 | a: b # c, "d" $NAME ${X}
            """)
    void a_placeholder_is_replaced(String written, String meant) {
        assertThat(gateway("_format_version: '3.0'\nconsumers:\n- username: " + written + "\n").consumers())
                .extracting(Consumer::username).containsExactly(meant);
    }

    @Test
    void unquoted_values_are_numbers_where_they_look_like_one() {
        Service service = gateway("""
                _format_version: "3.0"
                services: [{name: "$PORT", host: h, port: $PORT}]
                """).services().get(0);
        assertThat(List.of(service.name(), service.port())).isEqualTo(List.of("8443", 8443));
    }

    @Test
    void keys_are_values_too_and_aliases_repeat_what_was_filled_in() {
        assertThat(gateway("""
                _format_version: "3.0"
                _ignore: [&name $NAME]
                services: [{host: h, tags: [*name], routes: [{headers: {"$NAME": [*name]}}]}]
                """).routes().get(0).headers()).singleElement()
                .satisfies(header -> assertThat(header.toString()).contains("alice"));
    }
}
