package dev.headgate.differential;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls.Call;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Difference;
import dev.headgate.plan.NativeAddresses;
import dev.headgate.plugin.Acl;
import dev.headgate.plugin.AddressBlock;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.PluginChain;
import dev.headgate.routing.NormalizedPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Asks a deployment and the router alone the same, and says in what they differ beyond the documented list
/// ([Difference]).
///
/// @param served both
/// @param world whose backends remember what they were asked
record Comparison(Served served, World world) {
    /// [Difference#FORWARDING_FIELDS], what belongs to a connection, and what correlation-id counts.
    private static final Set<String> NOT_OF_THE_CALL = Set.of("forwarded", "x-forwarded-for", "x-forwarded-port",
            "x-forwarded-proto", "x-forwarded-host", "x-amzn-trace-id", "via", "x-kong-request-id", "kong-request-id",
            "content-length", "connection", "transfer-encoding", "te", "keep-alive");
    /// [Difference#GATEWAY_FIELDS], and what belongs to a connection.
    private static final Set<String> NOT_OF_THE_ANSWER = Set.of("apigw-requestid", "via", "server", "date",
            "content-length", "connection", "transfer-encoding", "keep-alive");
    /// [Difference#CONSUMER_FIELDS].
    private static final Set<String> OF_CALLERS = Set.of("x-consumer-id", "x-consumer-custom-id", "x-consumer-username",
            "x-credential-identifier", "x-consumer-groups", "x-authenticated-groups");

    /// [Difference#REST_REQUESTS], and what a REST API names requests and itself by.
    private static final Set<String> OF_REST = Set.of("x-forwarded-path", "x-forwarded-prefix", "x-amzn-requestid",
            "x-amz-apigw-id", "x-amzn-apigateway-api-id", "x-amzn-trace-id", "accept", "user-agent");

    /// What came of asking one of both.
    private record Result(Response answer, Optional<Call> asked) {}

    /// In what both differ; absent for nothing.
    Optional<String> difference(Sent sent) {
        world.asked();
        served.invoked().clear();
        Result deployed = new Result(served.askDeployment(sent), world.asked());
        List<String> invoked = List.copyOf(served.invoked());
        Result alone = new Result(served.askRouter(sent), world.asked());
        List<String> found = new ArrayList<>();
        if (isFromOutside(sent)) {
            addressRefused(sent, deployed, alone, invoked, found);
            return found.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", found));
        }
        boolean isByRouter = invoked.contains("router");
        boolean isRefused = isRefusal(deployed) && !isByRouter;
        if (isRefused && invoked.contains("authorizer") && !NormalizedPath.isUnambiguous(path(sent))) {
            // Difference.VARIABLE_SEGMENTS: Headgate's authorizer does not let such a path through.
            return Optional.empty();
        }
        if (isRefused && served.plan().api() == ApiType.REST && !NormalizedPath.isUnambiguous(path(sent))) {
            // Difference.REST_REQUESTS: no variable takes an empty segment.
            return Optional.empty();
        }
        if (isRefused && isRefusal(alone) && !invoked.contains("authorizer")
                && served.plan().differences().contains(Difference.JWT_AUTHORIZER)) {
            // It answers 401 where the plugin answers 403.
            return Optional.empty();
        }
        if (isRefused && isRefusal(alone)) {
            compare("status", deployed.answer().status(), alone.answer().status(), found);
        } else if (served.plan().cors().isPresent() && isPreflight(sent)) {
            compare("call", deployed.asked().isPresent(), alone.asked().isPresent(), found);
        } else if (isOdd(sent, isByRouter)) {
            deployed.asked().ifPresent(call -> checkOpenness(sent, call, invoked, found));
        } else {
            calls(deployed.asked(), alone.asked(), found);
            answers(deployed.answer(), alone.answer(), found);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", found));
    }

    /// Whether API Gateway is to refuse the address that a request comes from.
    private boolean isFromOutside(Sent sent) {
        AddressBlock client = AddressBlock.parse(sent.client()).orElseThrow();
        return served.plan().addresses().filter(addresses -> isIn(addresses.deny(), client)
                || !addresses.allow().isEmpty() && !isIn(addresses.allow(), client)).isPresent();
    }

    private static boolean isIn(List<String> ranges, AddressBlock client) {
        return ranges.stream().anyMatch(range -> AddressBlock.parse(range).orElseThrow().contains(client));
    }

    /// [Difference#ADDRESS_REFUSALS]: whatever the router answers, it calls nobody.
    private void addressRefused(Sent sent, Result deployed, Result alone, List<String> invoked, List<String> found) {
        NativeAddresses addresses = served.plan().addresses().orElseThrow();
        compare("functions", invoked, List.of(), found);
        compare("calls a backend", deployed.asked().isPresent() || alone.asked().isPresent(), false, found);
        if (!NormalizedPath.isUnambiguous(path(sent))) {
            // Difference.REST_REQUESTS: no variable takes an empty segment, for which API Gateway answers 403 by itself.
            return;
        }
        compare("status", deployed.answer().status(), addresses.status(), found);
        String message = addresses.message().isEmpty() ? "IP address not allowed: " : addresses.message();
        compare("message", deployed.answer().body().utf8().contains("\"message\":\"" + message), true, found);
    }

    /// Whether a request was served without the router.
    boolean wasNative(Sent sent) {
        return !isFromOutside(sent) && !served.invoked().contains("router");
    }

    private static boolean isRefusal(Result result) {
        return result.asked().isEmpty() && (result.answer().status() == 401 || result.answer().status() == 403);
    }

    private static boolean isPreflight(Sent sent) {
        return sent.method().equals("OPTIONS") && sent.hasHeader("Origin")
                && sent.request().headers().contains("Access-Control-Request-Method");
    }

    private void calls(Optional<Call> deployed, Optional<Call> alone, List<String> found) {
        if (deployed.isEmpty() || alone.isEmpty()) {
            compare("backend", deployed.map(Comparison::line).orElse("nobody"),
                    alone.map(Comparison::line).orElse("nobody"), found);
            return;
        }
        compare("backend", line(deployed.get()), line(alone.get()), found);
        compare("body", deployed.get().body().utf8(), alone.get().body().utf8(), found);
        compare("fields", fields(deployed.get().headers(), NOT_OF_THE_CALL),
                fields(alone.get().headers(), NOT_OF_THE_CALL), found);
    }

    /// [Difference#VARIABLE_SEGMENTS]: a path that means this to one and that to another.
    private boolean isOdd(Sent sent, boolean isByRouter) {
        if (!isByRouter && served.plan().api() == ApiType.REST && isOddForRest(sent)) {
            return true;
        }
        // Where API Gateway decodes a path before it chooses, the router gets to see it decoded too, which it does not here.
        return !isByRouter && (!NormalizedPath.isUnambiguous(path(sent)) || path(sent).contains("%"));
    }

    /// [Difference#REST_REQUESTS] and [Difference#CONSTANT_ANSWERS]: a slash at the end counts for nothing, queries are written
    /// anew, and content of another type than JSON has no template.
    private boolean isOddForRest(Sent sent) {
        String contentType = sent.request().headers().first("Content-Type");
        return path(sent).endsWith("/") && path(sent).length() > 1 || sent.request().target().rawQuery().contains("%")
                || sent.request().target().rawQuery().contains("+") || sent.request().target().rawQuery().endsWith("&x")
                || served.plan().differences().contains(Difference.CONSTANT_ANSWERS) && !contentType.isEmpty()
                        && !contentType.equals("application/json");
    }

    /// Such a path reaches the backend as it is, which may make another path of it. So the backend must not have a path for
    /// which more is asked of callers than was asked here.
    private void checkOpenness(Sent sent, Call call, List<String> invoked, List<String> found) {
        if (invoked.contains("authorizer") || NormalizedPath.isUnambiguous(call.target().split("\\?", 2)[0])) {
            return;
        }
        PluginChain plugins = new PluginChain(served.gateway().plugins());
        Set<List<String>> guards = new HashSet<>();
        for (Route route : served.gateway().routes()) {
            if (route.service().orElseThrow().host().equals(call.host())) {
                guards.add(plugins.chosen(route, Optional.empty()).stream()
                        .filter(plugin -> plugin.config() instanceof AuthenticationPlugin
                                || plugin.config() instanceof Acl)
                        .map(PluginInstance::id).toList());
            }
        }
        guards.remove(List.<String>of());
        boolean hasCredential = sent.hasHeader("apikey") || sent.hasHeader("Authorization");
        if (guards.size() > 1 || guards.size() == 1 && !hasCredential) {
            found.add("the path " + path(sent) + " reaches a backend of which " + guards + " guard others");
        }
    }

    private void answers(Response deployed, Response alone, List<String> found) {
        compare("status", deployed.status(), alone.status(), found);
        compare("content", deployed.body().utf8(), alone.body().utf8(), found);
        compare("answer", fields(deployed.headers(), NOT_OF_THE_ANSWER), fields(alone.headers(), NOT_OF_THE_ANSWER),
                found);
    }

    private Map<String, List<String>> fields(Headers headers, Set<String> left) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean isOfCors = served.plan().cors().isPresent()
                    && (name.startsWith("access-control-") || name.equals("vary"));
            if (name.startsWith("x-amzn-remapped-")) {
                name = name.substring("x-amzn-remapped-".length());
            }
            boolean isOfRest = served.plan().api() == ApiType.REST && OF_REST.contains(name);
            if (!isOfRest && !left.contains(name) && !name.startsWith("x-kong-") && !isOfCors
                    && !(OF_CALLERS.contains(name) && field.value().isEmpty())) {
                for (String value : name.equals("set-cookie")
                        ? List.of(field.value())
                        : List.of(field.value().split(","))) {
                    fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value.strip());
                }
            }
        }
        return fields;
    }

    private static String line(Call call) {
        return call.method() + " " + call.host() + " " + call.target();
    }

    private static String path(Sent sent) {
        return sent.request().target().rawPath();
    }

    private static void compare(String what, Object deployed, Object alone, List<String> found) {
        if (!deployed.equals(alone)) {
            found.add(what + ": deployed " + deployed + ", router " + alone);
        }
    }
}
