package dev.headgate.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A statement of the IAM policy that an authorizer returns, as far as API Gateway looks at it.
/// Conditions are not evaluated here: a statement that has one is refused as malformed.
///
/// @param allows Allow, as opposed to Deny
/// @param actions patterns of the actions it speaks of, or does not speak of
/// @param exceptActions whether they stood in `NotAction`
/// @param resources patterns of the ARNs it speaks of, or does not speak of
/// @param exceptResources whether they stood in `NotResource`
record PolicyStatement(
        boolean allows,
        List<String> actions,
        boolean exceptActions,
        List<String> resources,
        boolean exceptResources) {
    private static final String INVOKE = "execute-api:invoke";

    /// Takes the statement that the input stands at.
    static PolicyStatement take(JsonInput in) {
        List<String> effects = new ArrayList<>(1);
        List<String> actions = new ArrayList<>(1);
        List<String> notActions = new ArrayList<>(0);
        List<String> resources = new ArrayList<>(1);
        List<String> notResources = new ArrayList<>(0);
        in.object(name -> {
            switch (name) {
                case "Effect" -> effects.add(in.string());
                case "Action" -> oneOrMore(in, actions);
                case "NotAction" -> oneOrMore(in, notActions);
                case "Resource" -> oneOrMore(in, resources);
                case "NotResource" -> oneOrMore(in, notResources);
                case "Condition" -> throw in.malformed("conditions are not supported");
                default -> {
                    // Sid
                }
            }
        });
        boolean complete = effects.size() == 1 && actions.isEmpty() != notActions.isEmpty()
                && resources.isEmpty() != notResources.isEmpty();
        if (!complete) {
            throw in.malformed("a statement has an Effect, an Action and a Resource");
        }
        return new PolicyStatement(isAllow(in, effects.getFirst()), notActions.isEmpty() ? actions : notActions,
                !notActions.isEmpty(), notResources.isEmpty() ? resources : notResources, !notResources.isEmpty());
    }

    private static boolean isAllow(JsonInput in, String effect) {
        return switch (effect) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw in.malformed("an Effect is Allow or Deny");
        };
    }

    private static void oneOrMore(JsonInput in, List<String> into) {
        if (in.isArray()) {
            in.strings(into);
        } else {
            into.add(in.string());
        }
    }

    /// Whether the statement speaks of invoking this method.
    boolean covers(String methodArn) {
        return exceptActions != actions.stream()
                .anyMatch(action -> IamPattern.matches(action.toLowerCase(Locale.ROOT), INVOKE))
                && exceptResources != resources.stream().anyMatch(resource -> IamPattern.matches(resource, methodArn));
    }
}
