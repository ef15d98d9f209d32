package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same configuration written in different ways is the same gateway, ids included.
class KongFormsTest {
    private static final Path FORMS = Path.of(System.getProperty("headgate.root"),
            "shared/src/test/resources/dev/headgate/config/forms");
    private static final KongReader READER = new KongReader(InstantSource.fixed(Instant.EPOCH));

    private static Gateway gateway(String text) {
        Reading reading = READER.read("kong.yaml", text);
        assertThat(reading.diagnostics()).filteredOn(found -> found.code() != Code.HG0301)
                .extracting(Diagnostic::toString).isEmpty();
        return reading.gateway().orElseThrow();
    }

    private static String file(String name) throws IOException {
        return Files.readString(FORMS.resolve(name));
    }

    private static void assertSame(Gateway actual, Gateway expected) {
        assertThat(actual).usingRecursiveComparison().ignoringFieldsOfTypes(Location.class)
                .ignoringFieldsMatchingRegexes(".*\\.order").ignoringCollectionOrder().isEqualTo(expected);
    }

    @Test
    void nested_and_flat_forms_are_the_same_gateway() throws IOException {
        Gateway nested = gateway(file("nested.yaml"));
        String namelessService = nested.services().get(1).id();
        String namelessConsumer = nested.consumers().get(1).id();
        Gateway flat = gateway(file("flat.yaml").replace("SERVICE_OF_X", namelessService).replace("CONSUMER_1002",
                namelessConsumer));
        assertSame(flat, nested);
    }

    @Test
    void ids_are_those_that_kong_generates() throws IOException {
        // Worked out with Python's uuid.uuid5 from the keys in declarative_config.lua.
        Gateway gateway = gateway(file("nested.yaml"));
        assertThat(gateway.services()).first().extracting(Service::id)
                .isEqualTo("580c8aca-d632-5804-b307-a24326e1e2d5");
        assertThat(gateway.routes()).first().extracting(Route::id).isEqualTo("e6c3e70d-8f24-51cf-9366-2b1d3b177c94");
        assertThat(gateway.consumers()).first().extracting(Consumer::id)
                .isEqualTo("b32379d9-3d28-5683-a79c-72139be6e34f");
        assertThat(gateway.upstreams()).first().extracting(Upstream::id)
                .isEqualTo("775f218b-2f68-5176-b501-99ac9cbd1608");
        assertThat(gateway.upstreams().get(0).targets()).first().extracting(Upstream.Target::id)
                .isEqualTo("59c6280b-f14a-5242-9ffd-2fca7acd4ce8");
        assertThat(gateway.plugins()).extracting(PluginInstance::id).contains("d8d613bc-ec5c-5e9c-b85f-db1f8eda086d",
                "f36b35e5-196b-5bad-ae1d-a92dd21f2f9a");
        assertThat(gateway.credentials()).extracting(Credential::id).contains("1ee08b36-0e31-553f-bc05-85227e1a7ca8");
    }

    @Test
    void entities_stand_in_file_order() throws IOException {
        Gateway gateway = gateway(file("nested.yaml") + """
                routes:
                - name: last
                  service: orders
                  paths: [/last]
                """);
        assertThat(gateway.routes()).extracting(Route::name).containsExactly("list", "", "", "of-nameless", "last");
        assertThat(gateway.routes()).extracting(Route::order).containsExactly(0, 1, 2, 3, 4);
        assertThat(gateway.consumers().get(0).groups()).containsExactly("staff", "buyers");
    }

    @Test
    void nameless_entities_keep_their_ids_when_others_come_and_go() {
        String route = "- {service: orders, paths: [/b]}\n";
        String head = "_format_version: '3.0'\nservices: [{name: orders, host: orders.internal}]\nroutes:\n";
        String alone = gateway(head + route).routes().get(0).id();
        Gateway among = gateway(head + "- {service: orders, paths: [/a]}\n" + route + route);
        assertThat(among.routes()).extracting(Route::id).doesNotHaveDuplicates();
        assertThat(among.routes().get(1).id()).isEqualTo(alone);
    }

    @Test
    void a_disabled_service_keeps_its_routes() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                services:
                - {name: orders, host: orders.internal, enabled: false, routes: [{paths: [/a]}]}
                """);
        assertThat(gateway.routes()).hasSize(1);
        assertThat(gateway.services()).singleElement().extracting(Service::enabled).isEqualTo(false);
    }

    @Test
    void anchors_aliases_and_merge_keys_are_followed() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                _ignore:
                - &slow {connect_timeout: 5000, read_timeout: 20000, retries: 1}
                - &fast {read_timeout: 1000}
                - &limits
                  - {name: rate-limiting, config: {minute: 5}}
                services:
                - name: slow
                  host: slow.internal
                  <<: *slow
                  retries: 2
                  plugins: *limits
                - name: both
                  host: both.internal
                  <<: [*fast, *slow]
                  plugins: *limits
                """);
        assertSame(gateway, gateway("""
                _format_version: "3.0"
                services:
                - name: slow
                  host: slow.internal
                  connect_timeout: 5000
                  read_timeout: 20000
                  retries: 2
                  plugins: [{name: rate-limiting, config: {minute: 5}}]
                - name: both
                  host: both.internal
                  connect_timeout: 5000
                  read_timeout: 1000
                  retries: 1
                  plugins: [{name: rate-limiting, config: {minute: 5}}]
                """));
    }

    @Test
    void words_mean_what_they_mean_to_kong() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                services:
                - name: orders
                  host: orders.internal
                  port: 0x1F90
                  retries: 010
                  connect_timeout: 1_000
                  write_timeout: 2e3
                  read_timeout: 3.0e+3
                  enabled: off
                  path: ~
                  routes:
                  - paths: [/a]
                    strip_path: No
                    preserve_host: YES
                """);
        Service service = gateway.services().get(0);
        assertThat(List.of(service.port(), service.retries(), service.connectTimeout().toMillis(),
                service.writeTimeout().toMillis(), service.readTimeout().toMillis(), service.enabled()))
                .isEqualTo(List.of(8080, 8, 1000L, 2000L, 3000L, false));
        assertThat(gateway.routes().get(0).stripPath()).isFalse();
        assertThat(gateway.routes().get(0).preserveHost()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"_format_version\":\"3.0\",\"services\":[{\"name\":\"caf\\u00e9\",\"host\":\"a.b\"}]}",
                    "{\n\t\"_format_version\":\t\"3.0\",\r\n\t\"services\": [\r\n\t\t{\"name\": \"café\", \"host\": \"a\\u002Eb\"}\n\t]\n}\n",
                    "\uFEFF{ \"_format_version\" : \"3.0\" , \"services\" : [ { \"host\" : \"a.b\" , \"name\" : \"café\" } ] }"})
    void json_is_read_as_what_it_means(String json) {
        Gateway yaml = gateway("_format_version: '3.0'\nservices: [{name: café, host: a.b}]");
        assertSame(gateway(json), yaml);
        assertSame(READER.read("kong.json", json.getBytes(StandardCharsets.UTF_8)).gateway().orElseThrow(), yaml);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void files_may_be_utf_8_or_utf_16(String charset) {
        String text = "_format_version: '3.0'\nconsumers: [{username: Zoë 😀}]";
        String marked = charset.equals("UTF-16") ? text : "\uFEFF" + text;
        Reading reading = READER.read("kong.yaml", marked.getBytes(Charset.forName(charset)));
        assertThat(reading.gateway().orElseThrow().consumers()).singleElement().extracting(Consumer::username)
                .isEqualTo("Zoë 😀");
    }

    @Test
    void a_file_as_teams_write_them_is_read_without_a_word() throws IOException {
        Reading reading = READER.read("realistic.yaml", Files.readAllBytes(FORMS.resolveSibling("realistic.yaml")));
        assertThat(reading.diagnostics()).extracting(Diagnostic::toString).isEmpty();
        Gateway gateway = reading.gateway().orElseThrow();
        assertThat(gateway.services()).extracting(Service::label).containsExactly("catalog", "orders", "legacy");
        assertThat(gateway.routes()).extracting(Route::label).containsExactly("catalog-read", "catalog-product",
                "catalog-write", "orders", "legacy", "payments-webhook", "retired");
        assertThat(gateway.credentials()).hasSize(4);
        assertThat(gateway.plugins()).extracting(PluginInstance::name).containsExactly("cors", "response-transformer",
                "request-transformer", "key-auth", "acl", "cors", "jwt", "rate-limiting", "request-termination",
                "rate-limiting", "correlation-id", "rate-limiting");
        assertThat(gateway.upstreams().get(0).targets()).extracting(Upstream.Target::weight).containsExactly(100, 100,
                0);
    }
}
