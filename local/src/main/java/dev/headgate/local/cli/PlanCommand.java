package dev.headgate.local.cli;

import dev.headgate.config.FieldLocations;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.cost.PlannedCosts;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.Plan;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.Planner;
import dev.headgate.routing.RouteTable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate plan`: which routes an API could serve by itself, and why not the others.
@Command(
        name = "plan",
        description = "Says which routes an API of API Gateway can serve without the router, and why not the others.",
        footer = {"", "cdk deploy makes this plan; what cdk.json says may leave more to the router: docs/placement.md."})
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationArgument configuration;

    @Option(
            names = "--api",
            description = "For which kind of API: http or rest. Default: ${DEFAULT-VALUE}.",
            defaultValue = "http")
    private ApiType api;

    @Option(
            names = "--placement",
            description = "How far native routes may differ from the router: strict, balanced or router. See "
                    + "docs/placement.md. Default: what headgate.yaml says, else strict.")
    private PlacementPolicy policy;

    @Option(
            names = "--format",
            description = "text, json or markdown. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private Format format;

    @Mixin
    private CostOptions costOptions;

    /// For whom it prints.
    enum Format {
        /// For people.
        TEXT,
        /// For programs.
        JSON,
        /// For a pull request.
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        LoadedConfiguration loaded = configuration.load();
        Gateway gateway = ConfigurationInput.usable(loaded, spec);
        FieldLocations locations = loaded.declared().orElseThrow().fieldLocations();
        boolean isEdge = loaded.settings().auth() == Settings.Auth.EDGE;
        PlacementSettings written = loaded.settings().placement();
        Plan plan = Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                policy == null ? written : written.with(policy), isEdge)
                .withReasons(reason -> reason.at(locations.of(reason.location(), reason.field())));
        PlanCosts costs = costOptions.costs(() -> PlannedCosts.of(plan, gateway, isEdge), spec);
        PrintWriter out = spec.commandLine().getOut();
        out.print(switch (format) {
            case TEXT -> PlanText.of(plan, costs, spec.commandLine().getColorScheme().ansi());
            case JSON -> PlanJson.of(plan, costs);
            case MARKDOWN -> PlanMarkdown.of(plan, costs);
        });
        out.flush();
        return Headgate.OK;
    }
}
