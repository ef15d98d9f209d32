package dev.headgate.cdk;

import dev.headgate.plan.Authorization;
import dev.headgate.plan.Integration;
import dev.headgate.plan.NativeAddresses;
import dev.headgate.plan.ParameterMapping;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts what only a deployment tells into a plan, in the place of what stood for it when the plan was made.
///
/// @param values by what stands for them
record PlanTexts(Map<String, String> values) {
    Plan in(Plan plan) {
        return values.isEmpty()
                ? plan
                : new Plan(plan.api(), plan.policy(),
                        plan.routes().stream().map(route -> new RoutePlan(route.route(),
                                route.keys().stream().map(this::key).toList(), route.reasons())).toList(),
                        plan.guards(), plan.cors(), plan.addresses().map(this::addresses));
    }

    private NativeAddresses addresses(NativeAddresses addresses) {
        return new NativeAddresses(addresses.allow(), addresses.deny(), addresses.status(), text(addresses.message()));
    }

    private NativeKey key(NativeKey key) {
        Integration integration = switch (key.integration()) {
            case Integration.HttpProxy(String method, String uri, ParameterMapping mapping) ->
                    new Integration.HttpProxy(method, text(uri),
                            new ParameterMapping(texts(mapping.request()), texts(mapping.response())));
            case Integration.VpcLink(String method, String host, String serverName, ParameterMapping mapping) ->
                    new Integration.VpcLink(method, host, text(serverName),
                            new ParameterMapping(texts(mapping.request()), texts(mapping.response())));
            case Integration.LambdaProxy(String function, String qualifier) ->
                    new Integration.LambdaProxy(text(function), text(qualifier));
            case Integration.Constant(int status, String contentType, String body) ->
                    new Integration.Constant(status, text(contentType), text(body));
        };
        Authorization authorization = switch (key.authorization()) {
            case Authorization.Jwt(String issuer, List<String> audiences, List<String> scopes) ->
                    new Authorization.Jwt(text(issuer), audiences.stream().map(this::text).toList(), scopes);
            case Authorization.None none -> none;
            case Authorization.Lambda asked -> asked;
        };
        return new NativeKey(key.key(), integration, authorization, key.throttle(), key.differences());
    }

    private SequencedMap<String, String> texts(SequencedMap<String, String> mapping) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        mapping.forEach((change, value) -> texts.put(change, text(value)));
        return texts;
    }

    /// At once, so that no value is taken for what stands for another; the longest first, where one begins another.
    private String text(String text) {
        Pattern standIns = Pattern.compile(values.keySet().stream()
                .sorted((one, other) -> Integer.compare(other.length(), one.length())).map(Pattern::quote)
                .collect(Collectors.joining("|")));
        return standIns.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), found.group())));
    }
}
