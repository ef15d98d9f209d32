package dev.headgate.local.assembly;

import dev.headgate.diagnostic.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The custom domains of a stack, and which API each path of theirs leads to: of the keys that the path begins with, whole
/// segments at a time, the longest one's
/// ([API mappings](https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html)). An immutable value.
///
/// @param byDomain the mappings of each name, longest keys first
public record ApiMappings(Map<String, List<Mapping>> byDomain) {
    /// Where a path leads.
    ///
    /// @param key what the path begins with, without slashes around it; empty for all paths
    public record Mapping(String apiId, String stage, String key) {
        private boolean takes(String rawPath) {
            return key.isEmpty() || rawPath.equals("/" + key) || rawPath.startsWith("/" + key + "/");
        }
    }

    public ApiMappings {
        byDomain = Map.copyOf(byDomain);
    }

    /// Reads a stack. What is wrong goes to its findings.
    public static ApiMappings read(StackReader stack) {
        Map<String, List<Mapping>> byDomain = new HashMap<>();
        for (ResourceProperties domain : stack.ofType("AWS::ApiGatewayV2::DomainName")) {
            domain.withoutEffect("DomainNameConfigurations", "MutualTlsAuthentication", "Tags");
            byDomain.put(domain.text("DomainName").toLowerCase(Locale.ROOT), new ArrayList<>());
            domain.refuseOthers();
        }
        for (ResourceProperties properties : stack.ofType("AWS::ApiGatewayV2::ApiMapping")) {
            Mapping mapping = new Mapping(properties.text("ApiId"), properties.text("Stage"),
                    properties.optionalText("ApiMappingKey").orElse(""));
            List<Mapping> mappings = byDomain.get(properties.text("DomainName").toLowerCase(Locale.ROOT));
            if (mappings == null) {
                properties.refuse(Code.HG0704, "DomainName", "it names no domain of the stack.", "");
            } else {
                mappings.add(mapping);
            }
            properties.refuseOthers();
        }
        byDomain.values().forEach(
                mappings -> mappings
                        .sort(Comparator.comparing((Mapping mapping) -> mapping.key().length()).reversed()));
        return new ApiMappings(byDomain);
    }

    /// Whether it is a domain of the stack.
    boolean isDomain(String hostName) {
        return byDomain.containsKey(hostName);
    }

    /// Where a path of a domain leads; empty where it leads nowhere.
    Optional<Mapping> of(String hostName, String rawPath) {
        return byDomain.getOrDefault(hostName, List.of()).stream().filter(mapping -> mapping.takes(rawPath))
                .findFirst();
    }
}
