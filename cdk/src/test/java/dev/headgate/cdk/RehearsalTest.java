package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/// The tables, alarms, dashboards and records of a deployment, made by CloudFormation as LocalStack plays it: in a container
/// where there is Docker, or at `HEADGATE_LOCALSTACK_ENDPOINT`. Skipped elsewhere.
@Tag("localstack")
class RehearsalTest {
    private static Optional<LocalStackContainer> container = Optional.empty();
    private static URI endpoint;

    /// Before each test, so that what is skipped is counted.
    @BeforeEach
    void findLocalStack() {
        if (endpoint != null) {
            return;
        }
        String given = System.getenv("HEADGATE_LOCALSTACK_ENDPOINT");
        if (given != null) {
            endpoint = URI.create(given);
            return;
        }
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(),
                "neither Docker nor HEADGATE_LOCALSTACK_ENDPOINT is there: nothing is rehearsed");
        LocalStackContainer started = new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.9"));
        started.start();
        container = Optional.of(started);
        endpoint = started.getEndpoint();
    }

    @AfterAll
    static void stop() {
        container.ifPresent(LocalStackContainer::stop);
    }

    @ParameterizedTest
    @EnumSource
    void what_LocalStack_can_play_is_made(Assembly assembly) {
        for (SynthesizedStack stack : assembly.stacks().values()) {
            ObjectNode template = RehearsedTemplate.of(stack);
            Set<String> expected = RehearsedTemplate.names(template);
            if (expected.isEmpty()) {
                continue;
            }
            String name = assembly.folder() + "-" + stack.name();
            try (CloudFormationClient client = CloudFormationClient.builder().endpointOverride(endpoint)
                    .region(Region.of(stack.region())).credentialsProvider(StaticCredentialsProvider
                            .create(AwsBasicCredentials.create("test", "test")))
                    .build()) {
                client.createStack(request -> request.stackName(name).templateBody(template.toString()));
                client.waiter().waitUntilStackCreateComplete(request -> request.stackName(name));
                assertThat(client.describeStackResources(request -> request.stackName(name)).stackResources())
                        .as(name).allMatch(resource -> resource.resourceStatus() == ResourceStatus.CREATE_COMPLETE)
                        .extracting(StackResource::logicalResourceId).containsExactlyInAnyOrderElementsOf(expected);
                // Names are the account's: the next assembly has the same.
                client.deleteStack(request -> request.stackName(name));
                client.waiter().waitUntilStackDeleteComplete(request -> request.stackName(name));
            }
        }
    }
}
