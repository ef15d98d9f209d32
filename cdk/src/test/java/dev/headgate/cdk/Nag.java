package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.constructs.IConstruct;

/// cdk-nag's opinion of a deployment.
final class Nag {
    private Nag() {}

    /// The rules that are suppressed with a reason; asserts that there is nothing else to say.
    static Set<String> suppressed(App app) {
        NagPacks.add(app);
        Set<String> suppressed = new TreeSet<>();
        for (IConstruct child : app.getNode().getChildren()) {
            Stack stack = (Stack) child;
            assertThat(Annotations.fromStack(stack).findError("*", Match.anyValue())).isEmpty();
            assertThat(Annotations.fromStack(stack).findWarning("*", Match.anyValue())).isEmpty();
            Template.fromStack(stack).toJSON().forEach((section, resources) -> {
                if (section.equals("Resources")) {
                    ((Map<?, ?>) resources).values()
                            .forEach(resource -> suppressed.addAll(rules((Map<?, ?>) resource)));
                }
            });
        }
        return suppressed;
    }

    private static List<String> rules(Map<?, ?> resource) {
        return resource.get("Metadata") instanceof Map<?, ?> metadata
                && metadata.get("cdk_nag") instanceof Map<?, ?> nag
                && nag.get("rules_to_suppress") instanceof List<?> rules
                        ? rules.stream().map(rule -> ((Map<?, ?>) rule).get("id").toString()).toList()
                        : List.of();
    }
}
