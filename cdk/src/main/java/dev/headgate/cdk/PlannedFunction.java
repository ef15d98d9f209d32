package dev.headgate.cdk;

import dev.headgate.plan.Integration;
import java.util.Optional;
import software.amazon.awscdk.Stack;

/// The function of a native key. API Gateway invokes those of its own account and Region.
final class PlannedFunction {
    private static final int REGION_PLACE = 3;

    private PlannedFunction() {}

    /// Of the function, with its qualifier.
    ///
    /// @param stack whose account and Region count where the configuration has no whole ARN
    static String arn(Stack stack, Integration.LambdaProxy function) {
        String name = function.function();
        String begin = "arn:" + stack.getPartition() + ":lambda:" + stack.getRegion() + ":";
        String arn = name.startsWith("arn:")
                ? name
                : begin + (name.contains(":function:") ? name : stack.getAccount() + ":function:" + name);
        return function.qualifier().isEmpty() ? arn : arn + ":" + function.qualifier();
    }

    /// The Region that its ARN says; absent for a name.
    static Optional<String> region(Integration.LambdaProxy function) {
        String[] parts = function.function().split(":", -1);
        return function.function().startsWith("arn:") && parts.length > REGION_PLACE
                ? Optional.of(parts[REGION_PLACE])
                : Optional.empty();
    }
}
