package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.plan.PlacementSettings.Throttle;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What the plugins of one route become on an API by itself. Gathered plugin by plugin, for one thread.
final class NativeForm {
    private Authorization authorization = new Authorization.None();
    private ParameterMapping mapping = ParameterMapping.NONE;
    private Optional<Integration> answer = Optional.empty();
    private Optional<Throttle> throttle = Optional.empty();
    private boolean isForOptions = true;
    private final Set<Difference> differences = EnumSet.noneOf(Difference.class);
    private final Set<Reason> reasons = new LinkedHashSet<>();

    /// What keeps a plugin from having a native form.
    ///
    /// @param field of the plugin; empty for the plugin as a whole
    /// @param rewording what would give it one; empty where nothing would
    void refuse(PluginInstance plugin, String field, String message, String rewording) {
        reasons.add(new Reason(ReasonCode.PLUGIN, plugin.location(), field, plugin.name() + ": " + message, rewording));
    }

    void add(Reason reason) {
        reasons.add(reason);
    }

    void differ(Difference difference) {
        differences.add(difference);
    }

    void authorize(Authorization by) {
        authorization = by;
    }

    void answer(Integration by) {
        answer = Optional.of(by);
    }

    void throttle(Throttle by) {
        throttle = Optional.of(by);
    }

    /// API Gateway would authorize OPTIONS requests too, which the plugin lets pass.
    void notForOptions() {
        isForOptions = false;
    }

    /// Adds a change to requests, unless another plugin changes the same thing.
    ///
    /// @param part such as `header.x-key`
    /// @return whether it could be added
    boolean request(String operation, String part, String value) {
        boolean isTaken = mapping.request().keySet().stream().anyMatch(key -> key.endsWith(":" + part));
        if (!isTaken) {
            mapping = mapping.withRequest(operation + ":" + part, value);
        }
        return !isTaken;
    }

    /// Adds a change to answers, unless another plugin changes the same thing.
    boolean response(String operation, String part, String value) {
        boolean isTaken = mapping.response().keySet().stream().anyMatch(key -> key.endsWith(":" + part));
        if (!isTaken) {
            mapping = mapping.withResponse(operation + ":" + part, value);
        }
        return !isTaken;
    }

    Authorization authorization() {
        return authorization;
    }

    ParameterMapping mapping() {
        return mapping;
    }

    /// What answers in the place of the route's service.
    Optional<Integration> answer() {
        return answer;
    }

    Optional<Throttle> throttle() {
        return throttle;
    }

    boolean isForOptions() {
        return isForOptions;
    }

    Set<Difference> differences() {
        return differences;
    }

    Set<Reason> reasons() {
        return reasons;
    }
}
