package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.event.PayloadFormat;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `AWS::ApiGatewayV2::Integration`.
///
/// @param functions that integrations may invoke
/// @param targets addresses that stand for the listeners and services behind VPC links, by their ARNs
record IntegrationReader(AssemblyFunctions functions, Map<String, IntegrationUri> targets) {
    private static final int TIMEOUT_MILLIS_MIN = 50;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /// Empty where it is none that the emulator serves, which is then a finding.
    Optional<Integration> read(ResourceProperties properties) {
        properties.withoutEffect("ApiId", "Description");
        RequestMapping request = MappingReader.request(properties);
        ResponseMapping response = MappingReader.response(properties);
        Duration timeout = timeout(properties);
        String type = properties.text("IntegrationType");
        Optional<Integration> integration = switch (type) {
            case "AWS_PROXY" -> function(properties, request, response, timeout);
            case "HTTP_PROXY" -> http(properties, request, response, timeout);
            default -> {
                properties.refuse(Code.HG0704, "IntegrationType",
                        "\"" + type + "\" is neither AWS_PROXY nor HTTP_PROXY, which the emulator serves.", "");
                yield Optional.empty();
            }
        };
        properties.refuseOthers();
        return integration;
    }

    private static Duration timeout(ResourceProperties properties) {
        int millis = properties.integer("TimeoutInMillis").orElse((int) Integration.TIMEOUT_MAX.toMillis());
        if (millis < TIMEOUT_MILLIS_MIN || millis > Integration.TIMEOUT_MAX.toMillis()) {
            properties.refuse(Code.HG0704, "TimeoutInMillis", millis + " is not between " + TIMEOUT_MILLIS_MIN + " and "
                    + Integration.TIMEOUT_MAX.toMillis() + ".", "");
        }
        return Duration.ofMillis(Math.max(1, millis));
    }

    private Optional<Integration> function(ResourceProperties properties, RequestMapping request,
            ResponseMapping response, Duration timeout) {
        properties.withoutEffect("IntegrationMethod");
        String uri = properties.text("IntegrationUri");
        Optional<String> arn = AssemblyFunctions.invokedArn(uri).filter(found -> functions.of(found).isPresent());
        if (arn.isEmpty()) {
            properties.refuse(Code.HG0704, "IntegrationUri", "\"" + uri + "\" names no function of the stack.", "");
        }
        if (request.changesPath()) {
            properties.refuse(Code.HG0704, "RequestParameters", "overwrite:path is not known for a function.", "");
        }
        String version = properties.text("PayloadFormatVersion");
        PayloadFormat payload = switch (version) {
            case "1.0" -> PayloadFormat.HTTP_API_V1;
            case "2.0" -> PayloadFormat.HTTP_API_V2;
            default -> {
                properties.refuse(Code.HG0704, "PayloadFormatVersion", "\"" + version + "\" is neither 1.0 nor 2.0.",
                        "");
                yield PayloadFormat.HTTP_API_V2;
            }
        };
        return arn.map(found -> new Integration.Function(found, payload, request, response, timeout));
    }

    private Optional<Integration> http(ResourceProperties properties, RequestMapping request,
            ResponseMapping response, Duration timeout) {
        String version = properties.optionalText("PayloadFormatVersion").orElse("1.0");
        if (!version.equals("1.0")) {
            properties.refuse(Code.HG0704, "PayloadFormatVersion", "\"" + version + "\" is not 1.0, which HTTP_PROXY"
                    + " has alone.", "");
        }
        String method = properties.text("IntegrationMethod");
        if (!method.equals(RouteKey.ANY) && !METHODS.contains(method)) {
            properties.refuse(Code.HG0704, "IntegrationMethod", "\"" + method + "\" is no method.", "");
        }
        String connection = properties.optionalText("ConnectionType").orElse("INTERNET");
        Optional<IntegrationUri> uri = switch (connection) {
            case "INTERNET" -> publicUri(properties, request);
            case "VPC_LINK" -> privateUri(properties);
            default -> {
                properties.refuse(Code.HG0704, "ConnectionType",
                        "\"" + connection + "\" is neither INTERNET nor VPC_LINK.", "");
                yield Optional.empty();
            }
        };
        return uri.map(found -> new Integration.Http(found,
                Optional.of(method).filter(fixed -> !fixed.equals(RouteKey.ANY)), connection.equals("VPC_LINK"),
                request,
                response, timeout));
    }

    private static Optional<IntegrationUri> publicUri(ResourceProperties properties, RequestMapping request) {
        String text = properties.text("IntegrationUri");
        Optional<IntegrationUri> uri = IntegrationUri.of(text);
        if (uri.isEmpty()) {
            properties.refuse(Code.HG0704, "IntegrationUri", "\"" + text + "\" is no http or https address.", "");
        }
        boolean mapsHost = request.operations().stream().anyMatch(operation -> operation.name().equalsIgnoreCase("host")
                && operation.target() == MappingOperation.Target.HEADER);
        if (mapsHost) {
            properties.refuse(Code.HG0704, "RequestParameters", "the Host of a public address is the address's own.",
                    "");
        }
        return uri;
    }

    private Optional<IntegrationUri> privateUri(ResourceProperties properties) {
        // How the target is spoken to, its own address says.
        properties.withoutEffect("TlsConfig");
        var _ = properties.text("ConnectionId");
        String arn = properties.text("IntegrationUri");
        Optional<IntegrationUri> target = Optional.ofNullable(targets.get(arn));
        if (target.isEmpty()) {
            properties.refuse(Code.HG0704, "IntegrationUri", "\"" + arn + "\" stands in a network that is not here.",
                    "Say where it is: --target " + arn + "=http://127.0.0.1:8080");
        }
        return target;
    }
}
