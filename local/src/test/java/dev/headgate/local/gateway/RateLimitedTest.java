package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A limit holds over both kinds of API and both stores. The window is a year, so that no test straddles two.
class RateLimitedTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> everyWay() {
        return Stream.of(ApiKind.values())
                .flatMap(api -> Stream.of(StoreKind.values()).map(store -> Arguments.of(api, store)));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void the_fourth_of_three_is_refused(ApiKind api, StoreKind store) {
        try (RunningGateway gateway = RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:9
                    routes: [{name: limited, paths: [/]}]
                plugins:
                  - {name: rate-limiting, config: {year: 3, limit_by: ip}}
                  - {name: request-termination, config: {status_code: 200, message: in}}
                """, RunningGateway.options(api, Settings.Auth.EDGE, store, false))) {
            for (int left = 2; left >= 0; left--) {
                Response response = gateway.send("GET /");
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers().first("X-RateLimit-Remaining-Year")).isEqualTo(Integer.toString(left));
                assertThat(response.headers().first("RateLimit-Limit")).isEqualTo("3");
            }
            Response refused = gateway.send("GET /");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().utf8()).contains("API rate limit exceeded");
            assertThat(refused.headers().first("Retry-After")).matches("\\d+");
        }
    }
}
