package dev.headgate.config;

import static dev.headgate.config.CommonFields.children;
import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.routing.LinearRegex;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The field table of routes (kong/db/schema/entities/routes.lua, routes_subschemas.lua).
final class RouteFields {
    private static final List<Long> REDIRECT_STATUS_CODES = List.of(426L, 301L, 302L, 307L, 308L);
    /// What a header value that is an expression begins with.
    private static final String REGEX_MARK = "~*";
    private static final Pattern HEADER_NAME = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern UPPER_CASE_ESCAPE = Pattern.compile("\\\\[A-Z]");

    private static final List<Rule<String>> HEADER_NAME_RULES = List.of(
            new Rule<>(name -> !name.equalsIgnoreCase("host"),
                    "cannot contain 'host' header, which must be specified in the 'hosts' attribute.", ""),
            new Rule<>(name -> HEADER_NAME.matcher(name).matches(),
                    "bad header name '%s', allowed characters are A-Z, a-z, 0-9, '_', and '-'.", ""));
    private static final Rule<String> HEADER_VALUE_RULE = new Rule<>(value -> headerProblem(value).isEmpty(),
            "invalid regex: '%s).", "",
            value -> expression(value) + "' (" + headerProblem(value));

    private static final FieldType ADDRESSES = FieldType.setOf(FieldType.group(RecordSchema.of(
            optional("ip", FieldType.text(), "An address or range."),
            optional("port", FieldType.whole(0, 65_535), "A port."))));

    static final RecordSchema TABLE = CommonFields.table(
            optional("name", FieldType.text(NameRules.NAME), "What plugins refer to it by."),
            defaulted("protocols", new FieldType.ListOf(Protocols.TYPE, 1, true), List.of("http", "https"),
                    "How requests may come: http, https, or both."),
            optional("methods", FieldType.setOf(FieldType.text(NameRules.METHOD)),
                    "HTTP methods, one of which matches."),
            optional("hosts", FieldType.listOf(FieldType.text(HostRules.HOST_PATTERN)),
                    "Hosts, one of which matches; * may stand for the first or last labels."),
            optional("paths", FieldType.listOf(FieldType.text(PathRules.ROUTE_PATH)),
                    "Path prefixes, or regular expressions after ~, one of which matches."),
            optional("headers",
                    new FieldType.MapOf(FieldType.text(HEADER_NAME_RULES),
                            new FieldType.ListOf(FieldType.text(HEADER_VALUE_RULE), 1, false)),
                    "Headers that must all be there, each with one of its values."),
            optional("snis", FieldType.setOf(FieldType.text(HostRules.SERVER_NAME)),
                    "TLS server names, one of which matches."),
            optional("sources", ADDRESSES, "For tcp and udp.").refused(
                    "cannot set 'sources' when 'protocols' is 'http' or 'https'.", "Remove it."),
            optional("destinations", ADDRESSES, "For tcp and udp.").refused(
                    "cannot set 'destinations' when 'protocols' is 'http' or 'https'.", "Remove it."),
            defaulted("https_redirect_status_code", FieldType.whole(0, 999), 426L,
                    "The answer to plain HTTP where the route has only https."),
            defaulted("regex_priority", FieldType.whole(Integer.MIN_VALUE, Integer.MAX_VALUE), 0L,
                    "Of routes with expressions, the higher one is tried first."),
            defaulted("strip_path", FieldType.flag(), true, "Whether the matched part of the path is taken off."),
            defaulted("path_handling", FieldType.oneOf("v0", "v1"), "v0",
                    "How the service's and the request's path are joined."),
            defaulted("preserve_host", FieldType.flag(), false, "Whether the backend sees the client's Host."),
            defaulted("request_buffering", FieldType.flag(), true, "Whether requests are read whole first.")
                    .withoutEffect("Lambda always buffers requests."),
            defaulted("response_buffering", FieldType.flag(), true, "Whether answers are read whole first.")
                    .withoutEffect("Lambda always buffers answers."),
            optional("expression", FieldType.text(), "For Kong's expressions router.").refused(
                    "Headgate routes as Kong's default router does, which has no expressions.",
                    "Write methods, hosts, paths and headers instead."),
            defaulted("priority", FieldType.whole(0, (1L << 46) - 1), 0L, "For Kong's expressions router.").refused(
                    "priority ranks expressions, which Headgate does not have.", "Use regex_priority."),
            CommonFields.reference("service", "Where matching requests go."), children("plugins"),
            children("filter_chains")).check(RouteFields::checkProtocols).check(RouteFields::checkRedirect)
            .check(RouteFields::checkPathHandling).check(RouteFields::checkLiteralPaths)
            .check(RouteFields::checkHeaderExpressions);

    private RouteFields() {}

    /// What must be there whatever else is wrong.
    static void checkPresence(NodeView route, Entity entity) {
        boolean isHttps = route.value("protocols").isEmpty() || route.texts("protocols").contains("https");
        List<String> criteria = isHttps
                ? List.of("methods", "hosts", "headers", "paths", "snis")
                : List.of("methods", "hosts", "headers", "paths");
        boolean isRefusedAnyway = route.isWritten("expression") || route.texts("protocols").stream()
                .anyMatch(protocol -> Protocols.refusal(protocol).isPresent());
        if (!isRefusedAnyway && criteria.stream().noneMatch(route::isWritten)) {
            entity.report(Code.HG0108, route.location(), "",
                    "must set one of " + criteria.stream().map(field -> "'" + field + "'").collect(
                            Collectors.joining(", ")) + " when 'protocols' is '" + (isHttps ? "https" : "http") + "'.",
                    "Write paths: [/] to match everything.");
        }
    }

    private static void checkProtocols(Values route, Entity entity) {
        List<String> protocols = route.texts("protocols");
        for (int i = 0; i < protocols.size(); i++) {
            String protocol = protocols.get(i);
            String field = "protocols[" + i + "]";
            Protocols.refusal(protocol)
                    .ifPresent(refusal -> entity.report(Code.HG0205, route.location(field), field,
                            protocol + ": " + refusal.reason(), refusal.hint()));
        }
        if (!route.texts("snis").isEmpty() && protocols.equals(List.of("http"))) {
            entity.report(Code.HG0108, route.location("snis"), "snis",
                    "'snis' can only be set when 'protocols' is 'grpcs', 'https', 'tls' or 'tls_passthrough'.",
                    "Add https to protocols, or remove snis.");
        }
    }

    private static void checkRedirect(Values route, Entity entity) {
        long status = route.whole("https_redirect_status_code");
        if (!REDIRECT_STATUS_CODES.contains(status)) {
            entity.report(Code.HG0107, route.location("https_redirect_status_code"), "https_redirect_status_code",
                    status + ": expected one of: 426, 301, 302, 307, 308.", "");
        }
    }

    private static void checkPathHandling(Values route, Entity entity) {
        if (route.text("path_handling").equals("v1")) {
            entity.report(Code.HG0402, route.location("path_handling"), "path_handling",
                    "Kong's default router joins paths as v0 whatever is written here; Headgate joins them as v1.",
                    "Write v0 where the backend is used to Kong's default router.");
        }
    }

    private static void checkLiteralPaths(Values route, Entity entity) {
        List<String> paths = route.texts("paths");
        for (int i = 0; i < paths.size(); i++) {
            if (!PathRules.isRegex(paths.get(i)) && PathRules.looksLikeRegex(paths.get(i))) {
                String field = "paths[" + i + "]";
                entity.report(Code.HG0302, route.location(field), field,
                        paths.get(i) + ": looks like a regular expression and is taken literally.",
                        "If it is meant as one, write '" + PathRules.asRegex(paths.get(i)) + "'.");
            }
        }
    }

    private static void checkHeaderExpressions(Values route, Entity entity) {
        route.textLists("headers").forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                if (isExpression(values.get(i)) && UPPER_CASE_ESCAPE.matcher(values.get(i)).find()) {
                    String field = "headers." + name + "[" + i + "]";
                    entity.report(Code.HG0307, route.location(field), field, values.get(i)
                            + ": the expression is lower-cased before it is used, as in Kong, which turns its escapes"
                            + " into others.", "Write it without upper-case escapes: [^0-9] for \\D.");
                }
            }
        });
    }

    private static boolean isExpression(String headerValue) {
        return headerValue.startsWith(REGEX_MARK);
    }

    private static String expression(String headerValue) {
        return headerValue.substring(REGEX_MARK.length());
    }

    private static String headerProblem(String value) {
        return isExpression(value) ? LinearRegex.headerProblem(expression(value)).orElse("") : "";
    }

    /// What a nameless route is known by.
    static String content(String serviceId, Values route) {
        return String.join("\n", serviceId, String.join(" ", route.texts("methods")),
                String.join(" ", route.texts("hosts")), String.join("\t", route.texts("paths")),
                route.textLists("headers").toString(), String.join(" ", route.texts("snis")));
    }

    /// The route of values without mistakes.
    static Route route(String id, int order, Optional<Service> service, Values route) {
        return new Route(id, route.text("name"), service, protocols(route), route.texts("methods"),
                route.texts("hosts").stream().map(RouteFields::host).toList(),
                route.texts("paths").stream().map(RouteFields::path).toList(),
                route.textLists("headers").entrySet().stream().map(RouteFields::header).toList(),
                route.texts("snis").stream().map(RouteFields::serverName).toList(),
                route.integer("https_redirect_status_code"), route.integer("regex_priority"),
                route.flag("strip_path"),
                route.text("path_handling").equals("v1") ? Route.PathHandling.V1 : Route.PathHandling.V0,
                route.flag("preserve_host"), route.flag("request_buffering"), route.flag("response_buffering"), order,
                route.texts("tags"), route.location());
    }

    private static Set<Protocol> protocols(Values route) {
        return route.texts("protocols").stream().map(Protocols::protocol)
                .collect(Collectors.collectingAndThen(Collectors.toCollection(LinkedHashSet::new), Set::copyOf));
    }

    private static PathPattern path(String path) {
        return PathRules.isRegex(path) ? new PathPattern.Regex(path.substring(1)) : new PathPattern.Prefix(path);
    }

    private static HeaderCriterion header(Map.Entry<String, List<String>> header) {
        return new HeaderCriterion(header.getKey().toLowerCase(Locale.ROOT),
                header.getValue().stream().map(RouteFields::headerValue).toList());
    }

    private static HeaderCriterion.Value headerValue(String value) {
        return isExpression(value)
                ? new HeaderCriterion.Value.Regex(expression(value))
                : new HeaderCriterion.Value.Exact(value.toLowerCase(Locale.ROOT));
    }

    /// The dot that may end a full name does not count (kong/router/transform.lua, `sni_val_transform`).
    private static String serverName(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        return name.endsWith(".") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
    }

    /// As Kong's router splits a host from its port (kong/router/transform.lua, `split_host_port`).
    private static HostPattern host(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && colon < text.length() - 1 && (text.indexOf(':') == colon
                || text.charAt(colon - 1) == ']');
        String host = hasPort ? text.substring(0, colon) : text;
        int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : 0;
        if (host.startsWith("*")) {
            return new HostPattern(HostPattern.Kind.SUFFIX, host.substring(1), port);
        }
        return host.endsWith("*")
                ? new HostPattern(HostPattern.Kind.PREFIX, host.substring(0, host.length() - 1), port)
                : new HostPattern(HostPattern.Kind.EXACT, host, port);
    }
}
