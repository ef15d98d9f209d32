package dev.headgate.benchmarks;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.CallerRules;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Planner;
import dev.headgate.routing.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// Reads a file and plans it, once, and prints the milliseconds of each.
final class PlanAlone {
    private PlanAlone() {}

    public static void main(String[] arguments) throws IOException {
        String text = Files.readString(Path.of(arguments[0]));
        long start = System.nanoTime();
        Reading reading = new KongReader(InstantSource.system()).read("kong.yaml", text);
        Gateway gateway = reading.gateway()
                .orElseThrow(() -> new IllegalStateException(reading.diagnostics().toString()));
        long read = System.nanoTime();
        Plan plan = Planner.plan(gateway, RouteTable.compile(gateway.routes()), ApiType.HTTP,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED), CallerRules.EDGE);
        long planned = System.nanoTime();
        if (plan.routes().size() != gateway.routes().size()) {
            throw new IllegalStateException("the plan has " + plan.routes().size() + " routes");
        }
        System.out.println((read - start) / 1e6 + " " + (planned - read) / 1e6);
    }
}
