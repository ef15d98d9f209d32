package dev.headgate.cdk;

import dev.headgate.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            + ", \"rest_name\": \"rest.example.com\"}");

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

    private static final Map<Assembly, SortedMap<String, SynthesizedStack>> STACKS = new ConcurrentHashMap<>();

    private final String settings;

    Assembly(String settings) {
        this.settings = settings;
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
        try {
            Path folder = Files.createTempDirectory("headgate-templates");
            App app = DeploymentKit.in(folder).app(settings, Settings.Auth.EDGE, CONFIGURATION);
            NagPacks.add(app);
            return SynthesizedStack.of(app);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
