package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `placement.private_backends` of `headgate.yaml`. `ALB`, `NLB` and `MAP` stand for ARNs in us-east-1.
class PrivateBackendFieldsTest {
    private static final String ALB = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/0123456789abcdef/0123456789abcdef";
    private static final String NLB = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/net/shop/0123456789abcdef/0123456789abcdef";
    private static final String MAP = "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-0123456789abcdef";
    private static final String SAMPLE = " Write it like arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/NAME/ID/ID.";

    @TempDir
    private Path folder;

    private static String told(String backends) {
        return "placement: {private_backends: {" + filled(backends) + "}}";
    }

    private static String filled(String text) {
        return text.replace("ALB", ALB).replace("NLB", NLB).replace("MAP", MAP).replace("SAMPLE", SAMPLE);
    }

    @Test
    void listeners_are_read() {
        PlacementSettings settings = HeadgateSettings
                .read("headgate.yaml", told("orders.internal: {listeners: {us-east-1: 'ALB'}}, "
                        + "_a.b: {listeners: {us-east-1: 'NLB'}}, 10.0.0.1: {listeners: {us-east-1: 'MAP'}}"))
                .settings().orElseThrow().placement();
        assertThat(settings.privateBackends()).containsOnlyKeys("orders.internal", "_a.b", "10.0.0.1");
        PrivateBackend orders = settings.privateBackends().get("orders.internal");
        assertThat(orders.listeners()).isEqualTo(Map.of("us-east-1", ALB));
        assertThat(orders.location()).hasToString("headgate.yaml:1:49");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    Orders.internal: {listeners: {us-east-1: 'ALB'}} | 1:32 error HG0501 placement.private_backends.Orders.internal: 'Orders.internal' is no host: a name or an IPv4 address in lower case, without a port. Write the host of a service, such as orders.internal.
                    'a.test:80': {listeners: {us-east-1: 'ALB'}}     | 1:32 error HG0501 placement.private_backends.a.test:80: 'a.test:80' is no host: a name or an IPv4 address in lower case, without a port. Write the host of a service, such as orders.internal.
                    a.test: {}                                       | 1:40 error HG0501 placement.private_backends.a.test.listeners: required field missing. What the VPC link of a Region leads to: the ARN of a listener, or of a service of Cloud Map.
                    a.test: {listeners: {}}                          | 1:52 error HG0501 placement.private_backends.a.test.listeners: there is none. Write one for each Region of the deployment, or remove a.test.
                    a.test: {listeners: {Virginia: 'ALB'}}           | 1:53 error HG0501 placement.private_backends.a.test.listeners.Virginia: 'Virginia' is no Region. Write it like eu-central-1.
                    a.test: {listeners: {us-east-1: lb}}             | 1:64 error HG0501 placement.private_backends.a.test.listeners.us-east-1: 'lb' is no ARN of a listener of an Application or Network Load Balancer, nor of a service of Cloud Map.SAMPLE
                    a.test: {listeners: {eu-west-1: 'MAP'}}          | 1:64 error HG0501 placement.private_backends.a.test.listeners.eu-west-1: MAP is not in this Region. Write the ARN of a listener there.
                    """)
    void what_cannot_be_is_reported(String backends, String problem) {
        HeadgateSettings.Reading reading = HeadgateSettings.read("headgate.yaml", told(backends));
        assertThat(reading.settings()).isEmpty();
        assertThat(reading.diagnostics()).extracting(Diagnostic::toString)
                .containsExactly("headgate.yaml:" + filled(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # services                                                            | is used | what is said of b.test
                    {name: s, url: 'http://b.test:8080'}, {name: t, url: 'http://B.test:8080/x'} | true |
                    {name: s, url: 'http://c.test'}                                       | true    | warning HG0503 placement.private_backends.b.test: no service has this host. Write the host of a service, or remove it.
                    {name: s, url: 'http://b.test'}, {name: t, url: 'https://b.test'}     | false   | error HG0501 placement.private_backends.b.test: services have this host with http 80 and https 443, and a listener is one of them. Give each a host of its own, or remove this one.
                    """)
    void what_does_not_go_with_the_Kong_file_is_reported(String services, boolean isUsed, String problem)
            throws IOException {
        LoadedConfiguration loaded = load("services: [" + services + "]");
        assertThat(loaded.gateway().isPresent()).isEqualTo(isUsed);
        assertThat(loaded.diagnostics()).extracting(diagnostic -> diagnostic.toString().replaceFirst("^\\S+ ", ""))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void an_upstream_is_no_backend() throws IOException {
        assertThat(load("services: [{name: s, host: b.test}]\nupstreams: [{name: b.test, targets: [{target: c.test}]}]")
                .diagnostics())
                .singleElement().asString().contains("warning HG0503 placement.private_backends.b.test: b.test is an "
                        + "upstream, whose targets the router balances.");
    }

    private LoadedConfiguration load(String kong) throws IOException {
        Files.writeString(folder.resolve("headgate.yaml"), told("b.test: {listeners: {us-east-1: 'ALB'}}"));
        Path file = Files.writeString(folder.resolve("kong.yaml"), "_format_version: \"3.0\"\n" + kong);
        return ConfigurationFiles.of(file.toString()).load(InputStream.nullInputStream());
    }
}
