package dev.headgate.cdk;

import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.config.SettingsReader;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What resources that hold data hang on, as the last synthesis left it in a file beside `cdk.json`: settings that would
/// make them anew, and empty, are found before CloudFormation does so.
///
/// @param name of the deployment
/// @param keysRegion the Region whose stack describes the table of API keys
/// @param userPools Regions of user pools
record DeploymentLock(String name, String keysRegion, List<String> userPools) {
    static final String FILE = "headgate.lock.json";

    private static final SettingsReader READER = new SettingsReader(RecordSchema.of(
            required("name", FieldType.text(), "The name of the deployment."),
            required("keys_region", FieldType.text(), "The Region whose stack describes the table of API keys."),
            optional("user_pools", FieldType.listOf(FieldType.text()), "Regions of user pools.")), Code.HG0604);

    /// What reading the file gave.
    ///
    /// @param lock absent where there is no file, or mistakes in it
    record Reading(Optional<DeploymentLock> lock, List<Diagnostic> diagnostics) {}

    static DeploymentLock of(DeploymentSettings settings) {
        return new DeploymentLock(settings.name(), settings.regions().getFirst(),
                settings.poolRegions());
    }

    /// @throws IOException when there is a file that cannot be read
    static Reading read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return new Reading(Optional.empty(), List.of());
        }
        SettingsReader.Reading reading = READER.read(file.toString(), Files.readAllBytes(file), List.of());
        return new Reading(reading.values().map(DeploymentLock::of), reading.diagnostics());
    }

    private static DeploymentLock of(Values values) {
        return new DeploymentLock(values.text("name"), values.text("keys_region"), values.texts("user_pools"));
    }

    /// What settings would lose of this.
    ///
    /// @param places of the settings in `cdk.json`
    List<Diagnostic> lostBy(DeploymentSettings settings, Function<String, Location> places) {
        DeploymentLock other = of(settings);
        List<Diagnostic> found = new ArrayList<>();
        if (!name.equals(other.name)) {
            found.add(loss(places, "name", "the deployment was called " + name
                    + "; another name makes all of it anew, with empty tables, and leaves the old one where it is.",
                    "Write \"name\": \"" + name + "\"."));
        }
        if (!keysRegion.equals(other.keysRegion)) {
            found.add(loss(places, "regions", "the table of API keys is described in " + keysRegion
                    + "; with another Region first it would be made a second time.",
                    "Write " + keysRegion + " first."));
        }
        for (String region : userPools) {
            if (!other.userPools.contains(region)) {
                found.add(loss(places, "cognito", "the user pool in " + region
                        + " would leave the deployment, and its users could not sign in any more.",
                        "Keep " + region + " in cognito.regions."));
            }
        }
        return found;
    }

    private static Diagnostic loss(Function<String, Location> places, String field, String message, String hint) {
        return new Diagnostic(Code.HG0604, places.apply(field), "", "", field, message,
                hint + " If it is meant, remove " + FILE + " first.");
    }

    /// @throws IOException when it cannot be written
    void write(Path file) throws IOException {
        String pools = userPools.stream().map(region -> '"' + region + '"').collect(Collectors.joining(", "));
        Files.writeString(file, """
                {
                  "name": "%s",
                  "keys_region": "%s",
                  "user_pools": [%s]
                }
                """.formatted(name, keysRegion, pools), StandardCharsets.UTF_8);
    }
}
