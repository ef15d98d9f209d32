package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusingPluginsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            key-auth       | true
            acl            | true
            ip-restriction | true
            pre-function   | true
            opa            | true
            of-our-own     | true
            correlation-id | false
            session        | false
            """)
    void a_plugin_that_may_refuse_a_request_counts_as_one_that_does(String name, boolean refuses) {
        assertThat(RefusingPlugins.has(name)).isEqualTo(refuses);
    }
}
