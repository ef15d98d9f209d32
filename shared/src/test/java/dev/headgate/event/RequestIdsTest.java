package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestIdsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7C2AF7DB-31f3-42b5-8a6d-9ffc74e3b9e0 | 7c2af7db31f342b58a6d9ffc74e3b9e0
            JKJaXmPLvHcESHA=                     | 7e4ddb060a1781afff2b7f9aa7acf4f0
            7c2af7db-31f3-42b5-8a6d-9ffc74e3b9eg | add3b868763a33356c1581c5305ccaca
            """)
    void anIdFollowsFromApiGatewaysOwn(String apiRequestId, String expected) {
        assertThat(RequestIds.of(apiRequestId)).isEqualTo(expected);
    }

    @Test
    void restsSecondIdLooksLikeAnHttpApis() {
        assertThat(RequestIds.extended("7c2af7db-31f3-42b5-8a6d-9ffc74e3b9e0")).matches("[A-Za-z0-9+/]{15}=");
    }
}
