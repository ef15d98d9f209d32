package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.cost.CostedRoute.Work;
import dev.headgate.model.Gateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginWorkTest {
    private static Work work(String plugins, boolean hasService) {
        String route = "{name: r, paths: [/a], plugins: [" + plugins + "]}";
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "_format_version: \"3.0\"\nconsumers: [{username: guest}]\n" + (hasService
                        ? "services: [{name: s, url: http://b.test, routes: [" + route + "]}]"
                        : "routes: [" + route + "]"));
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        return PluginWork.of(gateway.routes().getFirst(), gateway.plugins());
    }

    private static String words(Work work) {
        StringJoiner words = new StringJoiner(" ");
        words.add(work.isProtected() ? "protected" : "").add(work.looksUpKeys() ? "keys" : "")
                .add(work.callsBackend() ? "backend" : "").add(work.counters().size() + work.counterWrites() + "w")
                .add(work.counterReads() + "r").add(work.isCached() ? "cached" : "");
        return words.toString().replaceAll(" +", " ").strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                                 | backend 0w 0r
            {name: correlation-id}                                                             | backend 0w 0r
            {name: key-auth}                                                                   | protected keys backend 0w 0r
            {name: key-auth, config: {anonymous: guest}}                                       | keys backend 0w 0r
            {name: jwt}                                                                        | protected backend 0w 0r
            {name: rate-limiting, config: {minute: 5, hour: 9, day: 20}}                       | backend 1w 0r
            {name: rate-limiting, config: {minute: 5}}, {name: rate-limiting-advanced, config: {limit: [5], window_size: [60]}} | backend 2w 0r
            {name: rate-limiting, config: {minute: 5}}, {name: rate-limiting, consumer: guest, config: {minute: 9}} | backend 1w 0r
            {name: response-ratelimiting, config: {limits: {video: {minute: 5}, image: {hour: 9}}}} | backend 2w 2r
            {name: proxy-cache, config: {strategy: memory}}                                    | backend 0w 0r cached
            {name: request-termination}                                                        | 0w 0r
            {name: request-termination, config: {trigger: x-stop}}                             | backend 0w 0r
            """)
    void plugins_cost_a_request_so_much(String plugins, String words) {
        assertThat(words(work(plugins, true))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource("{name: request-termination}")
    void a_route_without_service_calls_no_backend(String plugins) {
        assertThat(words(work(plugins, false))).isEqualTo("0w 0r");
    }
}
