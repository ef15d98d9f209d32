package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.rest.RequestParameter.Place;
import dev.headgate.local.assembly.rest.RestMethodReader.Declared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the property `Integration` of a method.
final class RestIntegrationReader {
    private static final int TIMEOUT_MILLIS = 29_000;
    private static final int TIMEOUT_MILLIS_MIN = 50;

    private final ResourceProperties properties;
    private final Declared declared;

    RestIntegrationReader(ResourceProperties properties, Declared declared) {
        this.properties = properties;
        this.declared = declared;
    }

    /// Empty, and a finding, where it cannot be told who answers.
    Optional<RestIntegration> read() {
        String type = properties.text("Type");
        Refusals.unless(properties, "ResponseTransferMode", "BUFFERED");
        Optional<? extends RestIntegration> integration = switch (type) {
            case "AWS_PROXY" -> lambda();
            case "HTTP_PROXY" -> httpProxy();
            case "MOCK" -> new RestMockReader(properties, declared).read();
            default -> {
                properties.refuse(Code.HG0704, "Type",
                        "\"" + type + "\": the emulator knows AWS_PROXY, HTTP_PROXY and MOCK.", "");
                yield Optional.empty();
            }
        };
        properties.refuseOthers();
        return integration.map(found -> found);
    }

    private Optional<RestIntegration.Lambda> lambda() {
        // Neither templates nor answers count for an integration that hands everything on.
        properties.withoutEffect("PassthroughBehavior");
        if (!properties.text("IntegrationHttpMethod").equals("POST")) {
            properties.refuse(Code.HG0704, "IntegrationHttpMethod", "functions are invoked by POST only.", "");
        }
        String uri = properties.text("Uri");
        Optional<String> arn = AssemblyFunctions.invokedArn(uri);
        if (arn.isEmpty()) {
            properties.refuse(Code.HG0704, "Uri", "\"" + uri + "\" names no function.", "");
        }
        Duration timeout = timeout();
        List<RequestParameter> cacheKey = cacheKey();
        return arn.map(found -> new RestIntegration.Lambda(found, timeout, cacheKey));
    }

    private Optional<RestIntegration.HttpProxy> httpProxy() {
        // A link leads to the address that the URI names, as far as anybody outside can tell.
        properties.withoutEffect("PassthroughBehavior", "ConnectionId", "IntegrationTarget");
        properties.optionalText("ConnectionType").filter(type -> !type.equals("INTERNET") && !type.equals("VPC_LINK"))
                .ifPresent(type -> properties.refuse(Code.HG0704, "ConnectionType",
                        "\"" + type + "\" is neither INTERNET nor VPC_LINK.", ""));
        if (properties.optionalText("ConnectionType").filter("VPC_LINK"::equals).isPresent()
                && !properties.has("ConnectionId")) {
            properties.refuse(Code.HG0704, "ConnectionId", "it is missing, and no link is named.", "");
        }
        String method = properties.text("IntegrationHttpMethod");
        Map<RequestParameter, ValueSource> mapping = mapping();
        Optional<UriTemplate> uri = Refusals.value(properties, "Uri",
                () -> UriTemplate.parse(properties.text("Uri")));
        uri.ifPresent(template -> checkVariables(template, mapping));
        Duration timeout = timeout();
        List<RequestParameter> cacheKey = cacheKey();
        return uri.map(template -> new RestIntegration.HttpProxy(method, template, mapping, timeout, cacheKey));
    }

    private Map<RequestParameter, ValueSource> mapping() {
        Map<RequestParameter, ValueSource> mapping = new LinkedHashMap<>();
        properties.textMap("RequestParameters").forEach((target, expression) -> {
            String place = "RequestParameters." + target;
            Optional<RequestParameter> parameter = target.startsWith("integration.request.")
                    ? Refusals.value(properties, place, () -> RequestParameter.parse(target))
                    : refusedTarget(place);
            Optional<ValueSource> source = Refusals.value(properties, place, () -> ValueSource.parse(expression));
            if (source.isPresent() && source.get() instanceof ValueSource.OfRequest
                    && !declared.parameters().contains(expression.replace(".multivalue", "."))) {
                properties.refuse(Code.HG0704, place,
                        "\"" + expression + "\" is not among the method's RequestParameters.", "");
            }
            parameter.ifPresent(found -> source.ifPresent(value -> mapping.put(found, value)));
        });
        return mapping;
    }

    private Optional<RequestParameter> refusedTarget(String place) {
        properties.refuse(Code.HG0704, place, "a target begins with integration.request.", "");
        return Optional.empty();
    }

    private void checkVariables(UriTemplate template, Map<RequestParameter, ValueSource> mapping) {
        Set<String> filled = new HashSet<>();
        mapping.keySet().stream().filter(target -> target.place() == Place.PATH)
                .forEach(target -> filled.add(target.name()));
        template.variables().stream().filter(name -> !filled.contains(name)).forEach(
                name -> properties.refuse(Code.HG0704, "Uri", "nothing fills its variable {" + name + "}.",
                        "Map integration.request.path." + name + "."));
    }

    private List<RequestParameter> cacheKey() {
        List<RequestParameter> key = new ArrayList<>();
        for (String expression : properties.texts("CacheKeyParameters")) {
            Refusals.value(properties, "CacheKeyParameters", () -> RequestParameter.parse(expression))
                    .ifPresent(key::add);
            if (expression.startsWith("integration.")) {
                properties.refuse(Code.HG0704, "CacheKeyParameters",
                        "\"" + expression + "\": the emulator knows parameters of the method only.", "");
            }
        }
        return key;
    }

    private Duration timeout() {
        int millis = properties.integer("TimeoutInMillis").orElse(TIMEOUT_MILLIS);
        if (millis < TIMEOUT_MILLIS_MIN || millis > TIMEOUT_MILLIS) {
            properties.refuse(Code.HG0704, "TimeoutInMillis",
                    millis + " is not between " + TIMEOUT_MILLIS_MIN + " and " + TIMEOUT_MILLIS + ".", "");
        }
        return Duration.ofMillis(millis);
    }
}
