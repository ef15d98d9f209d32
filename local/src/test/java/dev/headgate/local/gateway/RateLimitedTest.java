package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void what_is_counted_ahead_of_time_is_the_limit_all_the_same(StoreKind store) {
        try (RunningGateway gateway = RunningGateway.start(folder, """
                _format_version: "3.0"
                routes: [{name: limited, paths: [/]}]
                plugins:
                  - name: rate-limiting
                    config: {year: 40, limit_by: ip, policy: redis, redis: {host: cache.test}, sync_rate: 3600}
                  - {name: request-termination, config: {status_code: 200, message: in}}
                """, RunningGateway.options(ApiKind.HTTP, Settings.Auth.EDGE, store, false))) {
            assertThat(Stream.generate(() -> gateway.send("GET /")).limit(60)
                    .map(answer -> answer.status() + " " + answer.headers().first("X-RateLimit-Remaining-Year")))
                    .containsExactlyElementsOf(IntStream.range(0, 60)
                            .mapToObj(sent -> sent < 40 ? "200 " + (39 - sent) : "429 0").toList());
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void an_even_limit_admits_its_burst_and_then_one_after_another(StoreKind store) throws IOException {
        Files.writeString(folder.resolve("headgate.yaml"), "rate_limits: {smooth: {even: {burst: 2}}}\n");
        try (RunningGateway gateway = RunningGateway.start(folder, """
                _format_version: "3.0"
                routes: [{name: limited, paths: [/]}]
                plugins:
                  - {name: rate-limiting, instance_name: even, config: {day: 3, limit_by: ip}}
                  - {name: request-termination, config: {status_code: 200, message: in}}
                """, RunningGateway.options(ApiKind.HTTP, Settings.Auth.EDGE, store, false))) {
            for (int left = 1; left >= 0; left--) {
                Response response = gateway.send("GET /");
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers().first("X-RateLimit-Remaining-Day")).isEqualTo(Integer.toString(left));
            }
            Response refused = gateway.send("GET /");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Long.parseLong(refused.headers().first("Retry-After"))).isBetween(28_000L, 28_800L);
        }
    }
}
