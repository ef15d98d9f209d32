package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.golden.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What CloudFormation gets, kept as files that a person reviews: `src/test/resources/templates`. Of three Regions the first
/// is kept; that the others are like it is a test of its own.
class TemplatesTest {
    private static final Path FOLDER = Path.of("src/test/resources/templates");
    /// What has to be deployed once before any gateway: the keys and the origin secret, of which each Region has a replica.
    private static final Set<String> FIRST = Set.of("headgate-data-eu-central-1", "headgate-edge");
    /// Actions that AWS knows no resource for, and what they are for.
    private static final Map<String, String> WITHOUT_RESOURCE = Map.of(
            "xray:PutTraceSegments, xray:PutTelemetryRecords", "segments belong to no resource",
            "ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, "
                    + "ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses",
            "Lambda makes interfaces whose names nobody knows before; the function itself is denied the same");

    @ParameterizedTest
    @EnumSource
    void templates_are_those_that_were_reviewed(Assembly assembly) throws IOException {
        Set<String> names = new TreeSet<>();
        for (SynthesizedStack stack : assembly.stacks().values()) {
            if (isKept(assembly, stack)) {
                names.add(stack.name() + ".json");
                GoldenFile.assertHolds(FOLDER.resolve(assembly.folder()).resolve(stack.name() + ".json"),
                        stack.template() + "\n");
            }
        }
        try (Stream<Path> files = Files.list(FOLDER.resolve(assembly.folder()))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    /// Stacks of the second and third Region are not.
    private static boolean isKept(Assembly assembly, SynthesizedStack stack) {
        return assembly.regions().stream().skip(1).noneMatch(region -> stack.name().endsWith("-" + region));
    }

    @Test
    void findings_of_cdk_nag_are_suppressed_with_a_reason_or_not_there() throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        all().forEach((_, stacks) -> stacks.values().forEach(stack -> stack.json().get("Resources")
                .forEach(resource -> resource.at("/Metadata/cdk_nag/rules_to_suppress")
                        .forEach(rule -> lines.add(resource.get("Type").asText() + " | " + rule.get("id").asText()
                                + " | " + rule.get("reason").asText())))));
        GoldenFile.assertHolds(FOLDER.resolve("suppressions.txt"), String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "NATIVE_.*")
    void cdk_nag_has_nothing_to_say_of_what_API_Gateway_serves_by_itself(Assembly assembly) {
        assertThat(Nag.suppressed(assembly.app())).contains("AwsSolutions-APIG4");
    }

    @Test
    void every_statement_names_its_actions_and_resources() {
        List<String> broad = new ArrayList<>();
        statements().forEach((place, statement) -> {
            String actions = texts(statement.get("Action"));
            if (actions.contains("*")) {
                broad.add(place + " allows " + actions);
            }
            boolean isOnEverything = List.of(texts(statement.path("Resource")).split(", ")).contains("*");
            if (isOnEverything && !WITHOUT_RESOURCE.containsKey(actions)) {
                broad.add(place + " allows " + actions + " on everything");
            }
        });
        assertThat(broad).isEmpty();
    }

    /// Of roles and users; by place. What resources allow others is not among them.
    private static Map<String, JsonNode> statements() {
        Map<String, JsonNode> statements = new TreeMap<>();
        all().forEach((assembly, stacks) -> stacks.values().forEach(stack -> {
            int[] number = {0};
            stack.json().findValues("PolicyDocument").forEach(document -> document.get("Statement").forEach(
                    statement -> {
                        if (!statement.has("Principal")) {
                            number[0]++;
                            statements.put(assembly + " " + stack.name() + " " + number[0], statement);
                        }
                    }));
        }));
        return statements;
    }

    private static Map<Assembly, SortedMap<String, SynthesizedStack>> all() {
        Map<Assembly, SortedMap<String, SynthesizedStack>> all = new EnumMap<>(Assembly.class);
        Stream.of(Assembly.values()).forEach(assembly -> all.put(assembly, assembly.stacks()));
        return all;
    }

    private static String texts(JsonNode oneOrMore) {
        if (!oneOrMore.isArray()) {
            return oneOrMore.isTextual() ? oneOrMore.asText() : oneOrMore.toString();
        }
        List<String> texts = new ArrayList<>();
        oneOrMore.forEach(text -> texts.add(texts(text)));
        return String.join(", ", texts);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_3")
    void no_stack_takes_anything_from_another_Region(Assembly assembly) {
        SortedMap<String, SynthesizedStack> stacks = assembly.stacks();
        Map<String, String> exported = new TreeMap<>();
        stacks.values().forEach(stack -> stack.json().path("Outputs").forEach(output -> {
            if (output.has("Export")) {
                exported.put(output.at("/Export/Name").asText(), stack.region());
            }
        }));
        for (SynthesizedStack stack : stacks.values()) {
            stack.json().findValues("Fn::ImportValue").forEach(name -> assertThat(exported.get(name.asText()))
                    .as("%s imports %s", stack.name(), name).isEqualTo(stack.region()));
            assertThat(stack.template()).as(stack.name()).doesNotContain("Custom::CrossRegion", "Fn::GetStackOutput");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_3")
    void a_gateway_waits_for_no_other_Regions_gateway(Assembly assembly) {
        SortedMap<String, SynthesizedStack> stacks = assembly.stacks();
        for (SynthesizedStack stack : stacks.values()) {
            List<String> elsewhere = stack.dependencies().stream()
                    .filter(name -> !stacks.get(name).region().equals(stack.region()))
                    .filter(name -> !FIRST.contains(name)).toList();
            assertThat(elsewhere).as(stack.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_3")
    void every_Region_serves_the_same(Assembly assembly) {
        List<String> first = withoutItsRegion(assembly, assembly.regions().getFirst());
        for (String region : assembly.regions()) {
            assertThat(withoutItsRegion(assembly, region)).as(region).isEqualTo(first);
        }
    }

    /// The lines of a gateway's template without what a Region has of its own: its name, hashes of what has the name in it,
    /// and which of the user pools comes first. What CloudFront is measured by stands in us-east-1 for all.
    private static List<String> withoutItsRegion(Assembly assembly, String region) {
        return assembly.stacks().get("headgate-" + region).template()
                .replace("\\\"region\\\":\\\"us-east-1\\\"", "\\\"region\\\":\\\"CLOUDFRONT\\\"")
                .replace("us-east-1's prices", "prices").replace(region, "REGION")
                .replace(region.replace("-", ""), "REGION").replaceAll("[0-9A-F]{8}([0-9a-f]{32})?", "HASH").lines()
                .filter(line -> !line.contains("\"DECK_COGNITO_")).toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_3")
    void every_Region_is_checked_and_named(Assembly assembly) {
        int names = assembly.names();
        for (String region : assembly.regions()) {
            SynthesizedStack gateway = assembly.stacks().get("headgate-" + region);
            assertThat(gateway.resources("AWS::Route53::HealthCheck")).as(region).hasSize(names);
            Set<String> records = gateway.resources("AWS::Route53::RecordSet").stream()
                    .map(record -> record.get("Properties")).filter(record -> record.has("SetIdentifier"))
                    .map(record -> record.get("Type").asText() + " " + record.get("SetIdentifier").asText() + " "
                            + record.path("Region").asText() + " " + record.has("HealthCheckId"))
                    .collect(Collectors.toSet());
            assertThat(records).as(region).containsExactlyInAnyOrder("A " + region + " " + region + " true",
                    "AAAA " + region + " " + region + " true");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_3")
    void keys_are_replicated_to_every_Region(Assembly assembly) {
        List<JsonNode> keys = assembly.stacks().values().stream()
                .flatMap(stack -> stack.resources("AWS::DynamoDB::GlobalTable").stream())
                .filter(table -> table.at("/Properties/TableName").asText().equals("headgate-keys")).toList();
        assertThat(keys).hasSize(1);
        List<String> replicas = new ArrayList<>();
        keys.getFirst().at("/Properties/Replicas").forEach(replica -> replicas.add(replica.get("Region").asText()));
        assertThat(replicas).containsExactlyInAnyOrderElementsOf(assembly.regions());
    }
}
