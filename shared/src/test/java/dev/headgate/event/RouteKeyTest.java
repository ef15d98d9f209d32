package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $default                 | /orders/1       | {}
            GET /orders              | /orders         | {}
            GET /orders/{id}         | /orders/1       | {id=1}
            GET /{a}/x/{b}           | /1/x/%32        | {a=1, b=%32}
            ANY /{proxy+}            | /a/b/           | {proxy=a/b}
            ANY /{proxy+}            | /a//b           | {proxy=a//b}
            ANY /{proxy+}            | /               | {proxy=}
            ANY /v1/{stage}/{rest+}  | /v1/dev/x/y     | {rest=x/y, stage=dev}
            """)
    void variablesStandForSegmentsOfThePath(String routeKey, String path, String expected) {
        assertThat(new TreeMap<>(RouteKey.of(routeKey).variables(path))).hasToString(expected);
    }
}
