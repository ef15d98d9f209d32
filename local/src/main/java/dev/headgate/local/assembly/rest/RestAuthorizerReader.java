package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.event.AuthorizerEvent;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads `AWS::ApiGateway::Authorizer`.
final class RestAuthorizerReader {
    private static final int SECONDS = 300;
    private static final int SECONDS_MAX = 3_600;

    private RestAuthorizerReader() {}

    /// Empty, and a finding, where the kind or the function cannot be told.
    ///
    /// @param id of the resource
    static Optional<RestAuthorizer> read(ResourceProperties properties, String id) {
        properties.withoutEffect("RestApiId", "Name", "AuthType");
        Optional<AuthorizerEvent.Kind> kind = kind(properties);
        String uri = properties.text("AuthorizerUri");
        Optional<String> function = AssemblyFunctions.invokedArn(uri);
        if (function.isEmpty()) {
            properties.refuse(Code.HG0704, "AuthorizerUri", "\"" + uri + "\" names no function.", "");
        }
        List<ValueSource> sources = properties.optionalText("IdentitySource").flatMap(text -> Refusals
                .value(properties, "IdentitySource", () -> RestAuthorizer.identitySources(text))).orElse(List.of());
        int seconds = properties.integer("AuthorizerResultTtlInSeconds").orElse(SECONDS);
        if (seconds < 0 || seconds > SECONDS_MAX) {
            properties.refuse(Code.HG0704, "AuthorizerResultTtlInSeconds", seconds + " is not between 0 and 3600.",
                    "");
        }
        checkSources(properties, kind, sources, seconds);
        Optional<Pattern> validation = properties.optionalText("IdentityValidationExpression")
                .flatMap(text -> pattern(properties, text));
        properties.refuseOthers();
        return kind.flatMap(found -> function.map(arn -> new RestAuthorizer(id, found, arn, sources, validation,
                Duration.ofSeconds(Math.max(0, seconds)))));
    }

    private static Optional<AuthorizerEvent.Kind> kind(ResourceProperties properties) {
        String type = properties.text("Type");
        return switch (type) {
            case "REQUEST" -> Optional.of(AuthorizerEvent.Kind.REST_REQUEST);
            case "TOKEN" -> Optional.of(AuthorizerEvent.Kind.REST_TOKEN);
            default -> {
                properties.refuse(Code.HG0704, "Type", "\"" + type + "\": the emulator knows REQUEST and TOKEN.", "");
                yield Optional.empty();
            }
        };
    }

    /// What CloudFormation's page of the type demands.
    private static void checkSources(ResourceProperties properties, Optional<AuthorizerEvent.Kind> kind,
            List<ValueSource> sources, int seconds) {
        if (kind.filter(AuthorizerEvent.Kind.REST_TOKEN::equals).isPresent() && sources.size() != 1) {
            properties.refuse(Code.HG0704, "IdentitySource", "a TOKEN authorizer has exactly one header field.", "");
        }
        if (kind.filter(AuthorizerEvent.Kind.REST_REQUEST::equals).isPresent() && sources.isEmpty() && seconds != 0) {
            properties.refuse(Code.HG0704, "IdentitySource", "it is missing, and answers are kept by it.",
                    "Set AuthorizerResultTtlInSeconds to 0, or name what tells callers apart.");
        }
    }

    private static Optional<Pattern> pattern(ResourceProperties properties, String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            properties.refuse(Code.HG0704, "IdentityValidationExpression",
                    "it is no regular expression: " + e.getDescription() + ".", "");
            return Optional.empty();
        }
    }
}
