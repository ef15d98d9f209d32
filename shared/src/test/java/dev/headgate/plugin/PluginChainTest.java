package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.identity.Identity.VerifiedCredential;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.plugin.telemetry.LogEntry;
import dev.headgate.plugin.telemetry.TelemetryKit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginChainTest {
    private static final Route ROUTE = PluginKit.route("route");
    private static final Consumer ALICE = new Consumer("id-of-alice", "alice", "", List.of(),
            List.of("silver", "gold"), List.of(), Location.of("test.yaml"));

    /// What the plugins of a chain did, in order.
    private final List<String> journal = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            route+service+consumer, route+consumer, service+consumer, route+service, consumer, route, service, global | route+service+consumer | route+service
            route+consumer, service+consumer, route+service, consumer, route, service, global | route+consumer   | route+service
            service+consumer, route+service, consumer, route, service, global                 | service+consumer | route+service
            route+service, consumer, route, service, global                                   | route+service    | route+service
            consumer, route, service, global                                                  | consumer         | route
            route, service, global                                                            | route            | route
            service, global                                                                   | service          | service
            global                                                                            | global           | global
            route+service+consumer, route+service+gold                                        | route+service+consumer | ''
            route+service+gold, route+consumer                                                | route+service+gold | ''
            service+consumer, route+gold                                                      | service+consumer | ''
            route+gold, service+gold                                                          | route+gold       | ''
            service+gold, route+service                                                       | service+gold     | route+service
            route+service, consumer, gold                                                     | route+service    | route+service
            consumer, gold                                                                    | consumer         | ''
            gold, route, service, global                                                      | gold             | route
            gold, silver, bronze                                                              | gold             | ''
            gold, route+silver                                                                | route+silver     | ''
            bronze, global                                                                    | global           | global
            consumer                                                                          | consumer         | ''
            other-route, other-service, global                                                | global           | global
            other-route, other-service, other-consumer                                        | ''               | ''
            other-route+consumer, service                                                     | service          | service
            route+other-consumer, service                                                     | service          | service
            route+other-service, service                                                      | service          | service
            """)
    void the_most_specific_scope_runs(String scopes, String forAlice, String forNobody) {
        List<PluginInstance> plugins = Stream.of(scopes.split(", ")).map(scope -> instance("cors", scope, "")).toList();
        for (List<PluginInstance> order : List.of(plugins, plugins.reversed())) {
            PluginChain chain = new PluginChain(order);
            assertThat(labels(chain.chosen(ROUTE, Optional.of(ALICE)))).isEqualTo(forAlice);
            assertThat(labels(chain.chosen(ROUTE, Optional.empty()))).isEqualTo(forNobody);
        }
    }

    @Test
    void plugins_run_in_the_order_of_their_priorities_whatever_the_file_says() {
        List<String> names = new ArrayList<>(List.of("correlation-id", "cors", "key-auth", "acl", "rate-limiting",
                "request-transformer", "response-transformer", "request-termination"));
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new java.util.Random(7));
        run(shuffled.stream().map(name -> instance(name, "global", "")).toList());
        assertThat(journal).containsExactlyElementsOf(
                Stream.concat(names.stream().map(name -> name + " access"),
                        names.stream().map(name -> name + " response"))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            cors answers      | cors access                                      | 418
            key-auth answers  | cors access, key-auth access                     | 418
            acl answers       | cors access, key-auth access, acl access         | 418
            key-auth fails    | cors access, key-auth access                     | 500
            """)
    void an_answer_ends_the_access_phase_and_not_the_response_phase(String who, String access, int status) {
        List<PluginInstance> plugins = Stream.of("cors", "key-auth", "acl").map(name -> instance(name, "global",
                who.startsWith(name + " ") ? who.substring(name.length() + 1) : "")).toList();
        Response response = run(plugins);
        assertThat(String.join(", ", journal))
                .isEqualTo(access + ", cors response, key-auth response, acl response");
        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void a_consumer_counts_for_the_plugins_after_the_one_that_finds_it() {
        run(List.of(instance("cors", "global", ""), instance("cors", "consumer", ""),
                instance("key-auth", "global", "finds alice"), instance("acl", "global", ""),
                instance("acl", "consumer", ""), instance("rate-limiting", "consumer", "")));
        assertThat(journal).containsExactly("cors access", "key-auth access", "acl of consumer access",
                "rate-limiting of consumer access", "cors response", "key-auth response", "acl of consumer response",
                "rate-limiting of consumer response");
    }

    @Test
    void a_plugin_that_fails_is_a_500_in_kongs_form_and_told_to_the_operator_only() {
        PluginChain chain = new PluginChain(List.of(instance("key-auth", "global", "fails")));
        PluginChain.Access access = chain.access(exchange(), resources());
        assertThat(access.answer()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body().utf8()).isEqualTo("""
                    {
                      "message":"An unexpected error occurred",
                      "request_id":"0123456789abcdef0123456789abcdef"
                    }""");
        });
        assertThat(access.failures()).singleElement().extracting(Throwable::getMessage).isEqualTo("a bug");
        assertThat(access.answeredBy()).map(PluginInstance::name).hasValue("key-auth");
    }

    @Test
    void a_plugin_that_fails_on_the_way_back_lets_nothing_of_the_answer_out() {
        PluginChain chain = new PluginChain(List.of(instance("cors", "global", ""),
                instance("key-auth", "global", "fails on the way back"), instance("acl", "global", "")));
        PluginChain.Access access = chain.access(exchange(), resources());
        List<RuntimeException> failures = new ArrayList<>();
        Response response = chain.response(access, Response.of(200).withHeader("X-Secret", "1"), resources(), failures);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers().contains("X-Secret")).isFalse();
        assertThat(response.headers().all("X-Passed")).containsExactly("acl");
        assertThat(failures).singleElement().extracting(Throwable::getMessage).isEqualTo("a bug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lacks a class", "fails an assertion"})
    void an_error_of_a_plugin_is_a_failure_like_another_in_all_phases(String behaviour) {
        PluginChain chain = new PluginChain(List.of(instance("acl", "global", behaviour)));
        PluginChain.Access access = chain.access(exchange(), resources());
        assertThat(access.answer()).map(Response::status).hasValue(500);
        List<RuntimeException> failures = new ArrayList<>(access.failures());
        assertThat(chain.response(access, Response.of(200), resources(), failures).status()).isEqualTo(500);
        chain.log(access, TelemetryKit.proxied(200), resources(), failures);
        assertThat(failures).hasSize(3).allMatch(PluginErrorException.class::isInstance);
    }

    @Test
    void a_plugin_that_answers_null_fails() {
        PluginChain chain = new PluginChain(List.of(instance("cors", "global", "null on the way back"),
                instance("acl", "global", "null")));
        PluginChain.Access access = chain.access(exchange(), resources());
        assertThat(access.answer()).map(Response::status).hasValue(500);
        List<RuntimeException> failures = new ArrayList<>();
        Response response = chain.response(access, access.answer().orElseThrow(), resources(), failures);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers().all("X-Passed")).containsExactly("acl");
        assertThat(failures).singleElement().extracting(Throwable::getMessage).isEqualTo("cors answered null");
    }

    @Test
    void only_global_plugins_see_the_answer_to_a_request_without_a_route() {
        PluginChain chain = new PluginChain(List.of(instance("cors", "global", ""), instance("acl", "service", ""),
                instance("key-auth", "route", ""), instance("rate-limiting", "consumer", "")));
        Exchange unmatched = PluginKit.exchange(PluginKit.request("GET", "/"));
        Route none = new Route("", "", Optional.empty(), Set.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), 426, 0, false, Route.PathHandling.V0, false, true, true, 0, List.of(), Location.of("x"));
        Exchange exchange = new Exchange(unmatched.request(),
                new dev.headgate.routing.Match(none, "/", "", dev.headgate.routing.Match.Captures.NONE),
                unmatched.upstream(), Attestation.NONE);
        chain.response(chain.answered(exchange, Response.of(404)), Response.of(404), resources(), new ArrayList<>());
        assertThat(journal).containsExactly("cors response");
    }

    @Test
    void disabled_plugins_do_not_run() {
        PluginInstance enabled = instance("cors", "global", "");
        PluginInstance disabled = new PluginInstance("id", "", enabled.config(), false, enabled.protocols(),
                new Scope(ROUTE.id(), "", ""), List.of(), enabled.location());
        assertThat(new PluginChain(List.of(enabled, disabled)).chosen(ROUTE, Optional.empty()))
                .containsExactly(enabled);
    }

    private Response run(List<PluginInstance> plugins) {
        PluginChain chain = new PluginChain(plugins);
        PluginChain.Access access = chain.access(exchange(), resources());
        return chain.response(access, access.answer().orElse(Response.of(200)), resources(), new ArrayList<>());
    }

    private static Exchange exchange() {
        return PluginKit.exchange(PluginKit.request("GET", "/"));
    }

    private static Resources resources() {
        return PluginKit.context(new Probe("cors", "", "", new ArrayList<>())).resources();
    }

    private static String labels(List<PluginInstance> chosen) {
        return chosen.stream().map(PluginInstance::instanceName).collect(Collectors.joining(" "));
    }

    /// An instance that writes into the journal.
    ///
    /// @param scope the parts of its scope, joined by +
    /// @param behaviour what it does beside; nothing when empty
    private PluginInstance instance(String name, String scope, String behaviour) {
        String route = "";
        String service = "";
        String consumer = "";
        String group = "";
        for (String part : scope.split("\\+")) {
            switch (part) {
                case "route" -> route = ROUTE.id();
                case "other-route" -> route = "id-of-other-route";
                case "service" -> service = PluginKit.service().id();
                case "other-service" -> service = "id-of-other-service";
                case "consumer" -> consumer = ALICE.id();
                case "other-consumer" -> consumer = "id-of-bob";
                case "bronze", "silver", "gold" -> group = part;
                default -> assertThat(part).isEqualTo("global");
            }
        }
        return new PluginInstance("id-of-" + name + "-" + scope, scope, new Probe(name, scope, behaviour, journal),
                true,
                Set.of(Protocol.HTTP, Protocol.HTTPS), new Scope(route, service, consumer, group), List.of(),
                Location.of("test.yaml"));
    }

    /// A plugin under the name, and so with the priority, of a real one.
    private record Probe(String pluginName, String scope, String behaviour, List<String> journal) implements Plugin {
        @Override
        public Step access(Exchange exchange, PluginContext context) {
            note("access");
            return switch (behaviour) {
                case "null" -> null;
                case "answers" -> exchange.answer(Response.of(418));
                case "fails" -> throw new IllegalStateException("a bug");
                case "finds alice" -> exchange.withIdentity(new Identity.Verified(Optional.of(ALICE),
                        new VerifiedCredential("key", "key"), List.of(), Headers.EMPTY, Optional.empty())).proceed();
                default -> exchange.proceed();
            };
        }

        @Override
        public Response response(Exchange exchange, Response response, PluginContext context) {
            note("response");
            if (behaviour.equals("fails on the way back")) {
                throw new IllegalStateException("a bug");
            }
            if (behaviour.equals("null on the way back")) {
                return null;
            }
            return response.withHeaders(response.headers().plus("X-Passed", pluginName));
        }

        @Override
        public void log(LogEntry entry, PluginContext context) {
            note("log");
        }

        private void note(String phase) {
            switch (behaviour) {
                case "lacks a class" -> throw new NoClassDefFoundError("com/example/Lacking");
                case "fails an assertion" -> throw new AssertionError("a bug");
                default -> {
                }
            }
            journal.add(pluginName + (scope.equals("consumer") ? " of consumer " : " ") + phase);
        }
    }
}
