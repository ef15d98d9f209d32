package dev.headgate.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import software.amazon.awscdk.Aspects;
import software.constructs.Construct;

/// The rules that every stack has to obey, or say why not: they fail the synth.
final class NagPacks {
    private NagPacks() {}

    static void add(Construct app) {
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        Aspects.of(app).add(ServerlessChecks.Builder.create().verbose(true).build());
    }
}
