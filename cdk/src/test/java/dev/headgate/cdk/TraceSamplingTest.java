package dev.headgate.cdk;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

class TraceSamplingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # traced_percent | of each second at least | of the rest
                    0                | 0                       | 0
                    0.5              | 1                       | 0.005
                    5                | 1                       | 0.05
                    100              | 1                       | 1
                    """)
    void the_REST_API_records_as_many_as_the_setting_says(double percent, int reservoir, double rate) {
        Stack stack = new Stack(new App(), "stack");
        new TraceSampling(stack, "Sampling", "shop", percent);
        Template.fromStack(stack).hasResourceProperties("AWS::XRay::SamplingRule", Map.of("SamplingRule",
                Map.of("RuleName", "shop", "ServiceType", "AWS::ApiGateway::Stage", "ServiceName", "shop-rest/*",
                        "ReservoirSize", reservoir, "FixedRate", rate, "Priority", 1_000)));
    }
}
