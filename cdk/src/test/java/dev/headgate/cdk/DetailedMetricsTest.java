package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Location;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.plan.PlacementSettings.Throttle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/// API Gateway measures its routes by themselves, or none of them, whatever they say for themselves.
class DetailedMetricsTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void routes_are_measured_as_the_settings_say(boolean isMeasured, @TempDir Path folder) throws IOException {
        Settings headgate = DeploymentKit.headgate(Settings.Auth.STRICT, new PlacementSettings(PlacementPolicy.BALANCED,
                0, Map.of("r", new OfRoute(1, Optional.of(new Throttle(5, 10)), Location.of("headgate.yaml"))),
                Map.of()));
        Template template = DeploymentKit.templates(DeploymentKit.in(folder).app(
                "\"api\": \"both\", \"detailed_metrics\": " + isMeasured, headgate, """
                        services:
                          - name: s
                            url: https://one.example.com
                            routes: [{name: r, paths: ['~/a$'], methods: [GET]}]
                        plugins: [{name: rate-limiting, config: {minute: 5}}]
                        """)).get("headgate-us-east-1");
        template.hasResourceProperties("AWS::ApiGatewayV2::Stage", Map.of("DefaultRouteSettings",
                Match.objectLike(Map.of("DetailedMetricsEnabled", isMeasured)), "RouteSettings",
                Map.of("GET /a", Match.objectLike(Map.of("DetailedMetricsEnabled", isMeasured)))));
        assertThat(template.findResources("AWS::ApiGateway::Stage").toString())
                .contains("MetricsEnabled=" + isMeasured).doesNotContain("MetricsEnabled=" + !isMeasured);
        assertThat(template.findResources("AWS::CloudWatch::Dashboard").toString()
                .contains("Requests by API Gateway's routes")).isEqualTo(isMeasured);
        // Metrics of a route have its method as a dimension.
        assertThat(template.findResources("AWS::CloudWatch::Alarm").toString()).doesNotContain("Name=Method");
    }
}
