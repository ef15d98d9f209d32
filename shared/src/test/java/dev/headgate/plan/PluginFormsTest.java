package dev.headgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.Throttle;
import dev.headgate.routing.RouteTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What plugins become, by the policy balanced.
class PluginFormsTest {
    private static final String OPENID = "name: openid-connect, config: {issuer: https://id.test, auth_methods: [bearer]";
    private static final String OPENID_JWT = OPENID
            + ", bearer_token_param_type: [header], issuers_allowed: [https://id.test], audience_required: [api]";

    private static Plan plan(ApiType api, String plugins, PlacementSettings settings, CallerRules callers) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", """
                _format_version: "3.0"
                consumers: [{username: alice}]
                services: [{name: s, url: http://b.test, retries: 0, routes: [{name: r, paths: ['~/a$'], plugins: [PLUGINS]}]}]
                """.replace("PLUGINS", plugins.replace("OPENID_JWT", OPENID_JWT).replace("OPENID", OPENID)));
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), api, settings, callers);
    }

    private static String words(RoutePlan route) {
        return route.keys().isEmpty()
                ? route.reasons().stream().map(reason -> reason.code() + " " + reason.field() + ": " + reason.message())
                        .collect(Collectors.joining("; "))
                : route.keys().stream().map(PluginFormsTest::words).collect(Collectors.joining("; "));
    }

    /// What plugins add to a key that has none.
    private static String words(NativeKey key) {
        String changes = key.integration() instanceof Integration.HttpProxy(_, String uri, ParameterMapping mapping)
                ? changes(mapping.request()) + (mapping.response().isEmpty() ? "" : " / " + changes(mapping.response()))
                        + (uri.equals("http://b.test/") ? "" : uri)
                : key.integration().target();
        return (key.key().method() + " " + authorization(key.authorization()) + changes
                + key.throttle().map(throttle -> " throttle " + throttle.burst()).orElse("")).strip();
    }

    private static String changes(Map<String, String> mapping) {
        return mapping.entrySet().stream()
                .filter(entry -> !entry.getKey().matches(".*:header.x-(real|kong|forwarded).*"))
                .map(entry -> entry.getKey() + (entry.getValue().isEmpty() ? "" : "=" + entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String authorization(Authorization authorization) {
        return switch (authorization) {
            case Authorization.None _ -> "";
            case Authorization.Jwt(var issuer, var audiences, var scopes) -> "jwt " + issuer + audiences + scopes + " ";
            case Authorization.Lambda(var sources, int seconds) -> "lambda " + sources + seconds + " ";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    {name: request-transformer, config: {remove: {headers: [X-Old], querystring: [Key]}}} | ANY remove:header.x-old remove:querystring.Key
                    {name: request-transformer, config: {append: {headers: ['X-New:1'], querystring: ['v:2']}}} | ANY append:header.x-new=1 append:querystring.v=2
                    {name: request-transformer, config: {replace: {uri: /fixed}}} | ANY overwrite:path=/fixedhttp://b.test
                    {name: request-transformer, config: {replace: {uri: '/x/$(headers.a)'}}} | PLUGIN config.replace.uri: request-transformer: the path is made of parts of the request.
                    {name: request-transformer, config: {append: {headers: ['X-New:$(headers.a)']}}} | PLUGIN config.append: request-transformer: a value is made of parts of the request.
                    {name: request-transformer, config: {add: {headers: ['a:1']}}} | PLUGIN config.add.headers: request-transformer: API Gateway cannot add only what is not there.
                    {name: request-transformer, config: {replace: {headers: ['a:1']}}} | PLUGIN config.replace.headers: request-transformer: API Gateway cannot replace only what is there.
                    {name: request-transformer, config: {rename: {querystring: ['a:b']}}} | PLUGIN config.rename.querystring: request-transformer: API Gateway cannot rename only what is there.
                    {name: request-transformer, config: {remove: {headers: [Authorization]}}} | PLUGIN config: request-transformer: API Gateway maps no field Authorization.
                    {name: request-transformer, config: {remove: {headers: [a]}, append: {headers: ['a:1']}}} | PLUGIN config: request-transformer: a is changed more than once.
                    {name: request-transformer, config: {remove: {body: [a]}}} | PLUGIN config: request-transformer: API Gateway does not change bodies.
                    {name: request-transformer, config: {http_method: POST}} | PLUGIN config.http_method: request-transformer: with another method a form moves into the query.
                    {name: response-transformer, config: {remove: {headers: [X-Secret]}, append: {headers: ['a:1']}}} | ANY  / remove:header.x-secret append:header.a=1
                    {name: response-transformer, config: {remove: {json: [a]}}} | PLUGIN config: response-transformer: API Gateway does not change bodies.
                    {name: key-auth, config: {key_in_query: false}} | ANY lambda [$request.header.apikey, $context.routeKey]60 TOLD
                    {name: key-auth} | ANY lambda []0 TOLD
                    {name: key-auth, config: {hide_credentials: true}} | ANY lambda []0 TOLD remove:header.apikey remove:querystring.apikey
                    {name: key-auth, config: {key_names: [a, b], hide_credentials: true}} | PLUGIN config.hide_credentials: key-auth: only the name under which the key stands is to go.
                    {name: key-auth, config: {key_in_body: true}} | PLUGIN : key-auth: its credential stands in the body, or speaks for one request alone.
                    {name: key-auth, config: {anonymous: alice}} | PLUGIN config.anonymous: key-auth: callers without a credential pass too.
                    {name: key-auth}, {name: acl, config: {allow: [g]}} | ANY lambda []0 TOLD overwrite:header.x-consumer-groups=$context.authorizer.toldXConsumerGroups overwrite:header.x-authenticated-groups=$context.authorizer.toldXAuthenticatedGroups
                    {name: key-auth}, {name: acl, config: {allow: [g], hide_groups_header: true}} | ANY lambda []0 TOLD remove:header.x-consumer-groups remove:header.x-authenticated-groups
                    {name: acl, config: {allow: [g]}} | PLUGIN : acl: only callers whom Headgate's authorizer knows have groups.
                    {name: key-auth}, {name: request-transformer, config: {remove: {headers: [X-Consumer-ID]}}} | PLUGIN config: request-transformer: X-Consumer-ID is changed more than once.
                    {name: jwt, config: {uri_param_names: []}} | ANY lambda [$request.header.authorization, $context.routeKey]60 TOLD
                    {name: jwt} | ANY lambda []0 TOLD
                    {name: key-auth}, {name: jwt} | ANY lambda []0 TOLD
                    {name: basic-auth} | ANY lambda []0 TOLD
                    {name: basic-auth, config: {hide_credentials: true}} | PLUGIN config.hide_credentials: basic-auth: API Gateway cannot remove Authorization.
                    {name: hmac-auth} | PLUGIN : hmac-auth: its credential stands in the body, or speaks for one request alone.
                    {OPENID_JWT}} | ANY jwt https://id.test[api][] CLEARED overwrite:header.x-credential-identifier=$context.authorizer.claims.sub
                    {OPENID_JWT, scopes_required: [read, write]}} | ANY jwt https://id.test[api][read, write] CLEARED overwrite:header.x-credential-identifier=$context.authorizer.claims.sub
                    {OPENID_JWT, scopes_required: [read write]}} | ANY lambda []0 TOLD
                    {OPENID_JWT, leeway: 5}} | ANY lambda []0 TOLD
                    {OPENID_JWT, consumer_claim: [sub]}} | ANY lambda []0 TOLD
                    {OPENID, bearer_token_param_type: [header]}} | ANY lambda []0 TOLD
                    {OPENID, bearer_token_param_type: [header, query]}} | PLUGIN config: openid-connect: the token reaches the backend in another field than it came in.
                    {name: rate-limiting, config: {minute: 5}} | PLUGIN : rate-limiting: API Gateway does not count by the caller.
                    {name: cors} | PLUGIN : cors: an HTTP API has one CORS configuration for all paths, and it differs from the plugin's answers.
                    {name: request-termination} | PLUGIN : request-termination: an HTTP API cannot answer by itself.
                    {name: aws-lambda, config: {function_name: work, awsgateway_compatible: true, is_proxy_integration: true}} | ANY function work
                    {name: aws-lambda, config: {function_name: work, awsgateway_compatible: true, is_proxy_integration: true, qualifier: live}} | ANY function work:live
                    {name: aws-lambda, config: {function_name: work, is_proxy_integration: true}} | PLUGIN : aws-lambda: API Gateway invokes functions by its own event, in its Region and by its own role.
                    {name: aws-lambda, config: {function_name: work, awsgateway_compatible: true, is_proxy_integration: true, aws_region: eu-west-1}} | PLUGIN : aws-lambda: API Gateway invokes functions by its own event, in its Region and by its own role.
                    {name: key-auth}, {name: aws-lambda, config: {function_name: work, awsgateway_compatible: true, is_proxy_integration: true}} | PLUGIN : aws-lambda: other plugins change or authenticate its requests.
                    {name: correlation-id} | PLUGIN : correlation-id: it has no native form.
                    {name: rate-limiting, consumer: alice, config: {minute: 5}} | ANY
                    {name: key-auth}, {name: rate-limiting, consumer: alice, config: {minute: 5}} | PLUGIN consumer: rate-limiting: it is for certain consumers, whom only the router knows.
                    {name: key-auth, ordering: {before: {access: [acl]}}} | PLUGIN ordering: key-auth: only the router runs plugins in an order of their own.
                    """)
    void on_an_http_api(String plugins, String expected) {
        String told = "remove:header.x-anonymous-consumer overwrite:header.x-consumer-id=$context.authorizer.toldXConsumerID "
                + "overwrite:header.x-consumer-custom-id=$context.authorizer.toldXConsumerCustomID "
                + "overwrite:header.x-consumer-username=$context.authorizer.toldXConsumerUsername "
                + "overwrite:header.x-credential-identifier=$context.authorizer.toldXCredentialIdentifier";
        String cleared = "remove:header.x-anonymous-consumer remove:header.x-consumer-id "
                + "remove:header.x-consumer-custom-id remove:header.x-consumer-username";
        PlacementSettings settings = new PlacementSettings(PlacementPolicy.BALANCED, 60, Map.of(), Map.of());
        assertThat(plan(ApiType.HTTP, plugins, settings, CallerRules.EDGE).routes()).map(PluginFormsTest::words)
                .containsExactly(expected.replace("TOLD", told).replace("CLEARED", cleared));
        assertThat(plan(ApiType.HTTP, plugins, PlacementSettings.DEFAULT.with(PlacementPolicy.ROUTER),
                CallerRules.EDGE).routes())
                .allMatch(route -> route.keys().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    {name: request-termination, config: {status_code: 410, message: gone}} | ANY answer 410
                    {name: request-termination, config: {status_code: 410, message: pay $5}} | PLUGIN config.body: request-termination: its answer has characters that API Gateway's templates take for their own.
                    {name: request-termination, config: {echo: true}} | PLUGIN config.echo: request-termination: the answer depends on the request.
                    {name: request-termination, config: {trigger: stop}} | PLUGIN config.trigger: request-termination: the answer depends on the request.
                    {name: request-transformer, config: {remove: {headers: [a]}}} | PLUGIN : request-transformer: a REST API cannot remove fields of a request that it passes on.
                    {name: key-auth} | PLUGIN : key-auth: a REST API cannot take away fields by which a client could pass for another.
                    {name: cors} | PLUGIN : cors: a REST API has no CORS of its own.
                    """)
    void on_a_rest_api(String plugins, String expected) {
        assertThat(plan(ApiType.REST, plugins, PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED),
                CallerRules.EDGE).routes())
                .map(PluginFormsTest::words).containsExactly(expected);
    }

    @Test
    void a_throttle_of_the_user_stands_for_rate_limiting() {
        PlacementSettings settings = new PlacementSettings(PlacementPolicy.STRICT, 0,
                Map.of("r", new OfRoute(1, Optional.of(new Throttle(5, 10)), Location.of("headgate.yaml"))), Map.of());
        assertThat(
                plan(ApiType.HTTP, "{name: rate-limiting, config: {minute: 5}}", settings, CallerRules.EDGE).routes())
                .map(PluginFormsTest::words).containsExactly("ANY  throttle 10");
    }

    @Test
    void nobody_but_the_router_refuses_callers_where_the_settings_say_so() {
        assertThat(
                plan(ApiType.HTTP, "{name: key-auth}", PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED),
                        CallerRules.STRICT)
                        .routes())
                .map(PluginFormsTest::words).containsExactly("AUTH : key-auth is left to the router.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    {} | NativeCors[origins=[*], methods=[GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS], headers=[*], exposedHeaders=[], maxAgeSeconds=OptionalInt.empty, credentials=false]
                    {origins: [https://a.test], methods: [GET], headers: [x], exposed_headers: [y], max_age: 60, credentials: true} | NativeCors[origins=[https://a.test], methods=[GET], headers=[x], exposedHeaders=[y], maxAgeSeconds=OptionalInt[60], credentials=true]
                    {origins: ['https://.*\\.test']} |
                    {preflight_continue: true} |
                    {private_network: true} |
                    {credentials: true} |
                    {max_age: 100000} |
                    """)
    void cors_of_all_routes(String config, String expected) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", """
                _format_version: "3.0"
                services: [{name: s, url: http://b.test, retries: 0, routes: [{name: r, paths: ['~/a$']}]}]
                plugins: [{name: cors, config: CONFIG}]
                """.replace("CONFIG", config));
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        Plan plan = Planner.plan(gateway, RouteTable.compile(gateway.routes()), ApiType.HTTP,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED), CallerRules.EDGE);
        assertThat(plan.cors().map(Object::toString)).isEqualTo(Optional.ofNullable(expected));
        assertThat(plan.routes().getFirst().isNative()).isEqualTo(expected != null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # plugins of the route | of all routes | whom the plan refuses, or why it refuses nobody
                    | {config: {allow: [10.0.0.7/8], deny: ['2001:db8::/32']}} | NativeAddresses[allow=[10.0.0.0/8], deny=[2001:db8:0:0:0:0:0:0/32], status=403, message=]
                    | {config: {deny: [10.0.0.1], status: 404, message: gone}} | NativeAddresses[allow=[], deny=[10.0.0.1/32], status=404, message=gone]
                    | {enabled: false, config: {deny: [10.0.0.1]}} |
                    | {config: {deny: [10.0.0.1], message: pay $5}} | PLUGIN config.message: ip-restriction: API Gateway would put a variable in the place of what follows the $.
                    | {protocols: [http], config: {deny: [10.0.0.1]}} | PLUGIN protocols: ip-restriction: it does not run for https, and API Gateway takes nothing else.
                    {name: ip-restriction, config: {deny: [10.0.0.1]}} | {enabled: false, config: {deny: [10.0.0.1]}} | PLUGIN : ip-restriction: a resource policy stands before all routes.
                    {name: ip-restriction, enabled: false, config: {deny: [10.0.0.1]}} | {config: {deny: [10.0.0.2]}} | NativeAddresses[allow=[], deny=[10.0.0.2/32], status=403, message=]
                    """)
    void addresses_of_all_routes(String ofRoute, String ofAll, String expected) {
        assertThat(addresses(ofRoute == null ? "" : ofRoute, ofAll, ApiType.REST, PlacementPolicy.BALANCED,
                CallerRules.STRICT)).isEqualTo(expected);
    }

    @Test
    void a_resource_policy_is_no_other_address_no_authorizer_and_not_endless() {
        String deny = IntStream.range(0, 500).mapToObj(i -> "10.0." + i / 250 + "." + i % 250)
                .collect(Collectors.joining(", "));
        assertThat(addresses("", "{config: {deny: [" + deny + "]}}", ApiType.REST, PlacementPolicy.BALANCED,
                new CallerRules(true, true))).isEqualTo(
                        "PLUGIN : ip-restriction: API Gateway gives the authorizer's 401 to whom a resource policy refuses, with "
                                + "auth: edge.; PLUGIN : ip-restriction: a resource policy sees who connected, and trusted_ips in "
                                + "headgate.yaml lets that one name another address.; PLUGIN config: ip-restriction: these ranges do "
                                + "not fit into a resource policy, which has 8192 characters at the most.");
    }

    @Test
    void only_a_rest_api_by_the_policy_balanced_has_a_resource_policy() {
        String all = "{config: {deny: [10.0.0.1]}}";
        assertThat(addresses("", all, ApiType.HTTP, PlacementPolicy.BALANCED, CallerRules.STRICT))
                .isEqualTo("PLUGIN : ip-restriction: an HTTP API has no resource policy.");
        assertThat(addresses("", all, ApiType.REST, PlacementPolicy.STRICT, CallerRules.STRICT))
                .contains("DIFFERENCE : " + Difference.ADDRESS_REFUSALS.meaning());
    }

    @Test
    void another_ip_restriction_keeps_all_routes_from_being_native() {
        assertThat(addresses("", "{config: {deny: [10.0.0.1]}}, {name: ip-restriction, consumer: alice, "
                + "config: {deny: [10.0.0.2]}}", ApiType.REST, PlacementPolicy.BALANCED, CallerRules.STRICT))
                .isEqualTo(
                        "PLUGIN : ip-restriction: it takes the place of the one for all requests, but a resource policy "
                                + "stands before all routes.");
    }

    /// What the plan refuses, or why the route is not native.
    private static String addresses(String ofRoute, String ofAll, ApiType api, PlacementPolicy policy,
            CallerRules callers) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", """
                _format_version: "3.0"
                consumers: [{username: alice}]
                services: [{name: s, url: http://b.test, retries: 0, routes: [{name: r, paths: ['~/a$'], plugins: [PLUGINS]}]}]
                plugins: [ALL]
                """.replace("PLUGINS", ofRoute).replace("ALL", ofAll.replaceFirst("[{]", "{name: ip-restriction, ")));
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        Plan plan = Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                PlacementSettings.DEFAULT.with(policy), callers);
        RoutePlan route = plan.routes().getFirst();
        return route.keys().isEmpty() ? words(route) : plan.addresses().map(Object::toString).orElse(null);
    }
}
