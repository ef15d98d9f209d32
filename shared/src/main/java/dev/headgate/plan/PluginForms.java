package dev.headgate.plan;

import dev.headgate.http.Response;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.Acl;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.Cors;
import dev.headgate.plugin.IpRestriction;
import dev.headgate.plugin.RateLimiting;
import dev.headgate.plugin.RequestTermination;
import dev.headgate.plugin.RequestTransformer;
import dev.headgate.plugin.ResponseTransformer;
import dev.headgate.plugin.lambda.AwsLambda;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds out what plugins become on an API by itself.
///
/// @param cors the API's own CORS; absent where the router does it
/// @param addresses what a resource policy can do of ip-restriction
record PluginForms(ApiType api, PlacementSettings settings, boolean isEdge, Optional<NativeCors> cors,
        AddressForm addresses) {
    /// The form of all plugins that can run for a route.
    NativeForm of(Route route, List<PluginInstance> plugins) {
        NativeForm form = new NativeForm();
        boolean isAlone = plugins.stream().filter(PluginForms::judgesCallers).count() == 1;
        AuthenticationForms authentication = new AuthenticationForms(api, settings, isEdge, isAlone);
        for (PluginInstance plugin : inOrder(plugins)) {
            if (RunnablePlugins.isForCertainConsumers(plugin)) {
                form.refuse(plugin, "consumer", "it is for certain consumers, whom only the router knows.", "");
            } else if (!plugin.ordering().isNone()) {
                form.refuse(plugin, "ordering", "only the router runs plugins in an order of their own.", "");
            } else {
                add(form, route, plugin, authentication);
            }
        }
        if (form.reasons().isEmpty()) {
            settleAnswer(form, plugins);
        }
        return form;
    }

    private static boolean judgesCallers(PluginInstance plugin) {
        return plugin.config() instanceof AuthenticationPlugin || plugin.config() instanceof Acl;
    }

    /// Who calls is to be known first.
    private static List<PluginInstance> inOrder(List<PluginInstance> plugins) {
        return plugins.stream()
                .sorted(Comparator.comparing(plugin -> !(plugin.config() instanceof AuthenticationPlugin))).toList();
    }

    private void add(NativeForm form, Route route, PluginInstance plugin, AuthenticationForms authentication) {
        switch (plugin.config()) {
            case AuthenticationPlugin config -> authentication.add(form, plugin, config);
            case Acl acl -> authentication.add(form, plugin, acl);
            case RequestTransformer transformer -> TransformerForms.add(api, form, plugin, transformer);
            case ResponseTransformer transformer -> TransformerForms.add(api, form, plugin, transformer);
            case Cors _ -> cors(form, plugin);
            case IpRestriction _ -> addresses(form, plugin);
            case RateLimiting _ -> settings.throttle(route.name(), route.id()).ifPresentOrElse(form::throttle,
                    () -> form.refuse(plugin, "", "API Gateway does not count by the caller.",
                            "Where a limit for all callers together will do, write a throttle for the route into "
                                    + "headgate.yaml, under placement."));
            case AwsLambda lambda -> lambda(form, plugin, lambda);
            case RequestTermination termination -> termination(form, plugin, termination);
            default -> form.refuse(plugin, "", "it has no native form.", "");
        }
        if (form.throttle().isPresent()) {
            form.differ(Difference.API_THROTTLE);
        }
    }

    private void cors(NativeForm form, PluginInstance plugin) {
        if (cors.isPresent()) {
            form.differ(Difference.CORS_ANSWERS);
        } else {
            form.refuse(plugin, "", api == ApiType.REST
                    ? "a REST API has no CORS of its own."
                    : "an HTTP API has one CORS configuration for all paths, and it differs from the plugin's answers.",
                    api == ApiType.REST
                            ? ""
                            : "Place by the policy balanced, with one cors plugin for all routes, plain origins, and without "
                                    + "preflight_continue and private_network.");
        }
    }

    private void addresses(NativeForm form, PluginInstance plugin) {
        if (api == ApiType.HTTP) {
            form.refuse(plugin, "", "an HTTP API has no resource policy.", "A REST API has one.");
        } else if (!plugin.scope().equals(PluginInstance.Scope.GLOBAL)) {
            form.refuse(plugin, "", "a resource policy stands before all routes.",
                    "Have one ip-restriction, for all requests.");
        } else {
            addresses.hindrances().forEach(hindrance -> form.refuse(hindrance.plugin(), hindrance.field(),
                    hindrance.message(), hindrance.rewording()));
            form.differ(Difference.ADDRESS_REFUSALS);
        }
    }

    private void lambda(NativeForm form, PluginInstance plugin, AwsLambda lambda) {
        if (api == ApiType.REST) {
            form.refuse(plugin, "", "on a REST API it stays on the router.", "");
        } else if (!lambda.isProxyIntegration()) {
            form.refuse(plugin, "",
                    "API Gateway invokes functions by its own event, in its Region and by its own role.",
                    "Write awsgateway_compatible: true and is_proxy_integration: true, and neither keys, role, Region nor host.");
        } else {
            form.answer(new Integration.LambdaProxy(lambda.call().functionName(), lambda.call().qualifier()));
            form.differ(Difference.LAMBDA_EVENTS);
        }
    }

    private void termination(NativeForm form, PluginInstance plugin, RequestTermination termination) {
        Optional<Response> constant = termination.constantAnswer();
        if (api == ApiType.HTTP) {
            form.refuse(plugin, "", "an HTTP API cannot answer by itself.", "A REST API can.");
        } else if (constant.isEmpty()) {
            form.refuse(plugin, termination.echo() ? "config.echo" : "config.trigger",
                    "the answer depends on the request.", "");
        } else if (!isLiteral(constant.get())) {
            form.refuse(plugin, "config.body",
                    "its answer has characters that API Gateway's templates take for their own.",
                    "Write it without $ and #, and the content type without an apostrophe.");
        } else {
            form.answer(new Integration.Constant(constant.get().status(),
                    constant.get().headers().first("Content-Type"), constant.get().body().utf8()));
            form.differ(Difference.CONSTANT_ANSWERS);
        }
    }

    /// Whether a template of API Gateway's gives an answer as it is.
    private static boolean isLiteral(Response answer) {
        return answer.body().utf8().chars().noneMatch(c -> c == '$' || c == '#')
                && answer.headers().first("Content-Type").indexOf('\'') < 0;
    }

    /// What answers by itself has no backend whose requests could be changed.
    private static void settleAnswer(NativeForm form, List<PluginInstance> plugins) {
        List<PluginInstance> answering = plugins.stream()
                .filter(plugin -> plugin.config() instanceof AwsLambda || plugin.config() instanceof RequestTermination)
                .toList();
        if (answering.size() > 1) {
            form.refuse(answering.getLast(), "", "another plugin answers too.", "");
        } else if (form.answer().isPresent() && (!form.mapping().equals(ParameterMapping.NONE)
                || form.authorization() instanceof Authorization.Lambda)) {
            form.refuse(answering.getFirst(), "", "other plugins change or authenticate its requests.", "");
        }
    }
}
