package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `AWS::ApiGateway::Method`.
///
/// @param authorizers by id
record RestMethodReader(Map<String, RestAuthorizer> authorizers) {
    private static final Set<String> METHODS = Set.of("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST",
            "PUT");

    /// What a method declares of itself, without which API Gateway takes no mapping.
    ///
    /// @param parameters of the request, as in `method.request.header.Name`
    /// @param headers of answers, in the same form, by status
    record Declared(Set<String> parameters, Map<Integer, Set<String>> headers) {
        Declared {
            parameters = Set.copyOf(parameters);
            headers = Map.copyOf(headers);
        }
    }

    /// Empty, and a finding, where nobody can be told to answer.
    Optional<RestMethod> read(ResourceProperties properties) {
        properties.withoutEffect("RestApiId", "ResourceId", "OperationName");
        String name = properties.text("HttpMethod");
        if (!METHODS.contains(name)) {
            properties.refuse(Code.HG0704, "HttpMethod", "\"" + name + "\" is no method of REST APIs.", "");
        }
        if (properties.flag("ApiKeyRequired")) {
            properties.refuse(Code.HG0704, "ApiKeyRequired", "the emulator knows no usage plans and keys of theirs.",
                    "");
        }
        Optional<RestAuthorizer> authorizer = authorizer(properties);
        Declared declared = declared(properties);
        Optional<RestIntegration> integration = properties.object("Integration")
                .flatMap(written -> new RestIntegrationReader(written, declared).read());
        if (!properties.has("Integration")) {
            properties.refuse(Code.HG0704, "Integration", "it is missing, and nobody would answer.", "");
        }
        properties.refuseOthers();
        return integration.map(found -> new RestMethod(name, authorizer, found));
    }

    private Optional<RestAuthorizer> authorizer(ResourceProperties properties) {
        String type = properties.optionalText("AuthorizationType").orElse("NONE");
        Optional<String> id = properties.optionalText("AuthorizerId");
        return switch (type) {
            case "NONE" -> {
                id.ifPresent(_ -> properties.refuse(Code.HG0704, "AuthorizerId",
                        "it is of no account with AuthorizationType NONE.", ""));
                yield Optional.empty();
            }
            case "CUSTOM" -> {
                Optional<RestAuthorizer> authorizer = id.map(authorizers::get);
                if (authorizer.isEmpty()) {
                    properties.refuse(Code.HG0704, "AuthorizerId", "it names no authorizer of this API.", "");
                }
                yield authorizer;
            }
            default -> {
                properties.refuse(Code.HG0704, "AuthorizationType",
                        "\"" + type + "\": the emulator knows NONE and CUSTOM.", "");
                yield Optional.empty();
            }
        };
    }

    /// Whether a parameter has to be there counts for validators only, of which there are none.
    private static Declared declared(ResourceProperties properties) {
        Set<String> parameters = properties.textMap("RequestParameters").keySet();
        Map<Integer, Set<String>> headers = new HashMap<>();
        for (ResourceProperties response : properties.objects("MethodResponses")) {
            response.withoutEffect("ResponseModels");
            Set<String> declared = new HashSet<>(response.textMap("ResponseParameters").keySet());
            response.integer("StatusCode").ifPresent(status -> headers.put(status, declared));
            response.refuseOthers();
        }
        return new Declared(parameters, headers);
    }
}
