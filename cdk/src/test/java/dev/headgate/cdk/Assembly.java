package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Location;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import dev.headgate.plan.PlacementSettings.Throttle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;

/// The deployments whose templates are kept as files: each kind of API, in one Region with next to no settings and in three
/// with all that goes together.
enum Assembly {
    HTTP_1("\"api\": \"http\""),
    REST_1("\"api\": \"rest\""),
    BOTH_1("\"api\": \"both\""),
    HTTP_3("\"api\": \"http\", \"cloudfront\": true, \"waf\": {}, " + Assembly.THREE_REGIONS + Assembly.DOMAIN + "}"),
    REST_3("\"api\": \"rest\", \"waf\": {\"common\": \"count\"}, " + Assembly.THREE_REGIONS + Assembly.DOMAIN
            + ", \"truststore\": \"../shared/src/test/resources/dev/headgate/identity/certificates/root.pem\"}"),
    BOTH_3("\"api\": \"both\", \"waf\": {}, \"cognito\": {\"domain_prefix\": \"shop\", \"scopes\": {\"read\": \"See orders\"}, "
            + "\"regions\": [\"eu-central-1\", \"us-east-1\"], \"issuers\": ["
            + "\"https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abcdefghi\", "
            + "\"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Jklmnopqr\"]}, " + Assembly.THREE_REGIONS
            + Assembly.DOMAIN
            + ", \"rest_name\": \"rest.example.com\"}"),
    /// With what each kind of API can do by itself.
    NATIVE_HTTP_1("\"api\": \"http\", " + Assembly.DOMAIN + "}"),
    NATIVE_REST_1("\"api\": \"rest\""),
    /// With private backends, and others that a network leaves to the router.
    NATIVE_NETWORK_1("\"networks\": [{\"region\": \"us-east-1\", \"subnet_ids\": [\"subnet-0123456789abcdef0\", "
            + "\"subnet-0123456789abcdef1\"], \"security_group_ids\": [\"sg-0123456789abcdef0\"]}]");

    private static final String THREE_REGIONS = "\"alarm_email\": \"operator@example.com\", "
            + "\"regions\": [\"eu-central-1\", \"us-east-1\", \"ap-southeast-2\"], ";
    private static final String DOMAIN = "\"domain\": {\"name\": \"api.example.com\", "
            + "\"hosted_zone_id\": \"Z0123456789ABCDEFGHIJ\", \"hosted_zone_name\": \"example.com\"";

    /// Something of all that makes a function need a permission.
    private static final String CONFIGURATION = """
            services:
              - name: orders
                url: http://pool
                routes: [{name: orders, paths: [/orders]}]
                plugins:
                  - {name: key-auth}
                  - {name: rate-limiting, config: {minute: 60}}
              - name: work
                url: https://work.example.com
                routes:
                  - name: work
                    paths: [/work]
                    plugins: [{name: aws-lambda, config: {function_name: work}}]
            upstreams:
              - name: pool
                targets: [{target: "10.0.0.1:80"}]
                healthchecks: {active: {healthy: {interval: 60, successes: 1}}}
            """;

    /// Something of all that plans have: beside keys that nobody asks about, all kinds of authorizers, answers and mappings.
    private static final String NATIVE = """
            consumers: [{username: alice}]
            services:
              - name: shop
                url: https://shop.example.com/api
                routes:
                  - {name: list, paths: ["~/orders$"], methods: [GET]}
                  - {name: order, paths: ["~/orders/(?<id>[^/]+)$"], strip_path: false}
                  - {name: special, paths: ["~/orders/special$"], headers: {X-Version: ["2"]}}
                  - {name: all, paths: [/catalogue], methods: [GET, HEAD]}
                  - {name: whole, paths: [/files], strip_path: false}
              - name: members
                url: http://members.example.com:8080
                routes:
                  - name: keys
                    paths: ["~/members/keys$"]
                    plugins: [{name: key-auth}]
                  - name: cached
                    paths: ["~/members/cached$"]
                    plugins: [{name: key-auth, config: {key_in_query: false, hide_credentials: true}}]
                  - name: tokens
                    paths: ["~/members/tokens$"]
                    plugins: [OPENID, scopes_required: [read, write]}}]
                  - name: any-token
                    paths: ["~/members/any-token$"]
                    plugins: [OPENID}}]
                  - name: other
                    paths: ["~/members/other$"]
                    methods: [GET]
                    plugins: [{name: rate-limiting, config: {minute: 60}}]
              - name: changed
                url: https://changed.example.com
                plugins:
                  - {name: request-transformer, config: {remove: {headers: [X-Old]}, append: {headers: ["X-New:1"], querystring: ["v:2"]}}}
                  - {name: response-transformer, config: {remove: {headers: [X-Secret]}, append: {headers: ["X-Seen:1"]}}}
                routes: [{name: changed, paths: ["~/changed$"]}]
              - name: limited
                url: https://limited.example.com
                routes: [{name: limited, paths: ["~/limited$"], methods: [POST], plugins: [{name: rate-limiting, config: {minute: 60}}]}]
              - name: answers
                url: https://answers.example.com
                routes:
                  - {name: work, paths: ["~/work$"], plugins: [{name: aws-lambda, config: {function_name: work, qualifier: live, awsgateway_compatible: true, is_proxy_integration: true}}]}
                  - {name: gone, paths: ["~/gone$"], plugins: [{name: request-termination, config: {status_code: 410, message: Gone}}]}
                  - {name: page, paths: ["~/page$"], methods: [GET], plugins: [{name: request-termination, config: {status_code: 503, body: "<h1>Soon</h1>", content_type: text/html}}]}
            """;

    /// Only an HTTP API has CORS of its own.
    private static final String CORS = """
            plugins:
              - name: cors
                config: {origins: [https://shop.example.com], headers: [X-Key], exposed_headers: [X-Seen], max_age: 60, credentials: true}
            """;
    private static final String OPENID = "{name: openid-connect, config: {issuer: https://id.example.com, "
            + "auth_methods: [bearer], bearer_token_param_type: [header], issuers_allowed: [https://id.example.com], "
            + "audience_required: [shop]";

    /// Beside a public backend, private ones with and without TLS, and all ways to make a path.
    private static final String NETWORK = """
            consumers: [{username: alice}]
            services:
              - name: orders
                url: http://orders.internal:8080/api
                routes:
                  - {name: list, paths: ["~/orders$"], methods: [GET]}
                  - {name: order, paths: ["~/orders/(?<id>[^/]+)$"]}
                  - {name: files, paths: [/files]}
              - name: stock
                url: https://stock.internal
                routes: [{name: stock, paths: [/stock], strip_path: false}]
              - name: members
                url: https://members.internal:8443
                routes:
                  - {name: keys, paths: ["~/keys$"], plugins: [{name: key-auth}]}
                  - {name: changed, paths: ["~/changed$"], plugins: [{name: response-transformer, config: {remove: {headers: [X-Secret]}}}]}
              - name: shop
                url: https://shop.example.com
                routes: [{name: shop, paths: [/shop]}]
            """;
    private static final Map<String, PrivateBackend> PRIVATE = Map.of("orders.internal", listener("orders"),
            "stock.internal", listener("stock"), "members.internal", listener("members"));

    private static final Map<Assembly, SortedMap<String, SynthesizedStack>> STACKS = new ConcurrentHashMap<>();

    private final String settings;

    Assembly(String settings) {
        this.settings = settings;
    }

    private static PrivateBackend listener(String name) {
        return new PrivateBackend(Map.of("us-east-1", "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/" + name
                + "/0123456789abcdef/0123456789abcdef"), Location.of("headgate.yaml"));
    }

    /// Of the folder that keeps its templates.
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> regions() {
        return settings.contains("regions")
                ? List.of("eu-central-1", "us-east-1", "ap-southeast-2")
                : List.of("us-east-1");
    }

    /// How many APIs have a name.
    int names() {
        return settings.contains("rest_name") ? 2 : 1;
    }

    /// Its stacks by name. Synthesized once.
    SortedMap<String, SynthesizedStack> stacks() {
        return STACKS.computeIfAbsent(this, Assembly::synthesize);
    }

    private SortedMap<String, SynthesizedStack> synthesize() {
        App app = app();
        NagPacks.add(app);
        return SynthesizedStack.of(app);
    }

    /// Made anew, and not yet looked at by cdk-nag.
    App app() {
        try {
            DeploymentKit kit = DeploymentKit.in(Files.createTempDirectory("headgate-templates"));
            return switch (this) {
                case NATIVE_HTTP_1 -> kit.app(settings, balanced(), NATIVE.replace("OPENID", OPENID) + CORS);
                case NATIVE_REST_1 -> kit.app(settings, balanced(), NATIVE.replace("OPENID", OPENID));
                case NATIVE_NETWORK_1 -> kit.app(settings, balanced(), NETWORK);
                case HTTP_1,REST_1,BOTH_1,HTTP_3,REST_3,BOTH_3 ->
                    kit.app(settings, Settings.Auth.EDGE, CONFIGURATION);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings balanced() {
        return DeploymentKit.headgate(Settings.Auth.EDGE, new PlacementSettings(PlacementPolicy.BALANCED, 60,
                Map.of("limited", new OfRoute(1, Optional.of(new Throttle(100, 200)), Location.of("headgate.yaml"))),
                PRIVATE));
    }
}
