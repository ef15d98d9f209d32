package dev.headgate.local.cli;

import dev.headgate.config.FieldLocations;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.cost.PlannedCosts;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.LimitScope;
import dev.headgate.plan.Plan;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.Planner;
import dev.headgate.plan.moves.Moves;
import dev.headgate.plan.moves.PlanRecord;
import dev.headgate.routing.RouteTable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate plan`: which routes an API could serve by itself, and why not the others.
@Command(
        name = "plan",
        description = "Says which routes an API of API Gateway can serve without the router, and why not the others.",
        exitCodeOnInvalidInput = DiffCommand.ERROR,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well; with --against, nothing moves",
                "1:a file cannot be used, or the command was used wrongly", "2:with --against, something moves",
                "3:a file cannot be read"},
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

    @Mixin
    private EarlierPlan against;

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
        Plan plan = plan(loaded, loaded);
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        if (!against.isGiven()) {
            Gateway gateway = loaded.gateway().orElseThrow();
            PlanCosts costs = costOptions.costs(
                    () -> PlannedCosts.of(plan, gateway, loaded.settings().auth() == Settings.Auth.EDGE), spec);
            Optional<LimitScope> limits = LimitScope.of(gateway, loaded.settings().rateLimits().split());
            print(switch (format) {
                case TEXT -> PlanText.of(plan, limits, costs, ansi);
                case JSON -> PlanJson.of(plan, limits, costs);
                case MARKDOWN -> PlanMarkdown.of(plan, limits, costs);
            });
            return Headgate.OK;
        }
        costOptions.refuse("--against", spec);
        PlanRecord earlier = against.read(configuration, loaded,
                (old, settings) -> PlanJson.record(plan(old, settings)), spec);
        Moves moves = Moves.between(earlier, PlanJson.record(plan));
        print(switch (format) {
            case TEXT -> MovesText.of(moves, ansi);
            case JSON -> MovesJson.of(moves);
            case MARKDOWN -> MovesMarkdown.of(moves);
        });
        return moves.isEmpty() ? Headgate.OK : DiffCommand.CHANGES;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    /// The plan of a configuration, with every reason where its field is written.
    ///
    /// @param other what was read with the settings that count
    private Plan plan(LoadedConfiguration loaded, LoadedConfiguration other) {
        Gateway gateway = ConfigurationInput.usable(loaded, spec);
        Settings settings = other.settings();
        FieldLocations locations = loaded.declared().orElseThrow().fieldLocations();
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                policy == null ? settings.placement() : settings.placement().with(policy),
                settings.callerRules())
                .withReasons(reason -> reason.at(locations.of(reason.location(), reason.field())));
    }
}
