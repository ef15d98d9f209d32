package dev.headgate.local.cli;

import dev.headgate.cost.CostComparison;
import dev.headgate.cost.CostedGateway;
import dev.headgate.cost.Prices;
import dev.headgate.cost.PricesReader;
import dev.headgate.cost.TrafficProfile;
import dev.headgate.cost.TrafficReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What costs are computed from.
final class CostOptions {
    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description = "A traffic profile, YAML or JSON: adds what a month of the plan costs, beside the router alone and "
                    + "a Kong cluster. An empty file takes the defaults of docs/cost.md.")
    private Path traffic;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices in the place of Headgate's own, which are those of us-east-1; needs --traffic.")
    private Path prices;

    /// The costs of a plan, where a profile is given.
    ///
    /// @param plan made only then
    /// @throws InputException when a file has mistakes, which have then been printed
    /// @throws EnvironmentException when a file cannot be read
    PlanCosts costs(Supplier<CostedGateway> plan, CommandSpec spec) {
        if (traffic == null && prices != null) {
            throw new ParameterException(spec.commandLine(),
                    "--prices " + prices + " has nothing to be applied to. Add --traffic.");
        }
        if (traffic == null) {
            return new PlanCosts.Unknown();
        }
        CostedGateway costed = plan.get();
        return new PlanCosts.Known(CostComparison.of(costed, traffic(costed.routeNames(), spec), prices(spec)));
    }

    /// Refuses to be given beside an option that prints no costs.
    void refuse(String option, CommandSpec spec) {
        if (traffic != null || prices != null) {
            throw new ParameterException(spec.commandLine(), option + " prints what moves, and no costs. Leave out "
                    + (traffic == null ? "--prices." : "--traffic."));
        }
    }

    private TrafficProfile traffic(List<String> routeNames, CommandSpec spec) {
        TrafficReader.Reading reading = TrafficReader.read(traffic.toString(), content(traffic), routeNames);
        ConfigurationInput.print(reading.diagnostics(), spec);
        return reading.profile().orElseThrow(() -> unusable(traffic));
    }

    private Prices prices(CommandSpec spec) {
        Prices own = Prices.ownOnes();
        if (prices == null) {
            return own;
        }
        PricesReader.Reading reading = PricesReader.read(prices.toString(), content(prices), own);
        ConfigurationInput.print(reading.diagnostics(), spec);
        return reading.prices().orElseThrow(() -> unusable(prices));
    }

    private static InputException unusable(Path file) {
        return new InputException(file + " cannot be used.");
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EnvironmentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
