package dev.headgate.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedIdsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            entities  | key   | id
            consumers | alice | b32379d9-3d28-5683-a79c-72139be6e34f
            services  | alice | ce45ee93-19ae-580b-b2ac-8beeb54082c7
            """)
    void an_id_follows_from_the_kind_and_the_key(String entities, String key, String id) {
        assertThat(NamedIds.of(entities, key)).isEqualTo(id);
    }
}
