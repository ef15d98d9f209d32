package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.identity.oidc.DocumentFetcher;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Reads `AWS::ApiGatewayV2::Authorizer`.
///
/// @param functions that authorizers may invoke
/// @param fetcher of the documents of issuers
/// @param clock by which tokens expire
/// @param nanoTime by which cached results do
record AuthorizerReader(AssemblyFunctions functions, DocumentFetcher fetcher, InstantSource clock,
        LongSupplier nanoTime) {
    private static final int TTL_SECONDS_MAX = 3600;
    private static final int AUDIENCES_MAX = 50;

    /// An authorizer of either kind.
    sealed interface Read {
        /// Judges tokens.
        record Jwt(JwtAuthorizer authorizer) implements Read {}

        /// Asks a function.
        record Lambda(LambdaAuthorizer authorizer) implements Read {}
    }

    /// Empty where it is none that the emulator serves, which is then a finding.
    Optional<Read> read(ResourceProperties properties) {
        properties.withoutEffect("ApiId");
        String name = properties.text("Name");
        List<MappingSource> identitySources = identitySources(properties);
        String type = properties.text("AuthorizerType");
        Optional<Read> read = switch (type) {
            case "JWT" -> jwt(properties, name, identitySources);
            case "REQUEST" -> lambda(properties, name, identitySources);
            default -> {
                properties.refuse(Code.HG0704, "AuthorizerType", "\"" + type + "\" is neither JWT nor REQUEST.", "");
                yield Optional.empty();
            }
        };
        properties.refuseOthers();
        return read;
    }

    private static List<MappingSource> identitySources(ResourceProperties properties) {
        List<MappingSource> sources = new ArrayList<>();
        for (String text : properties.texts("IdentitySource")) {
            Optional<MappingSource> source = text.startsWith("$")
                    ? MappingSource.of(text.substring(1)).filter(AuthorizerReader::isIdentity)
                    : Optional.empty();
            source.ifPresentOrElse(sources::add, () -> properties.refuse(Code.HG0704, "IdentitySource",
                    "\"" + text + "\" is no identity source.", ""));
        }
        return sources;
    }

    private static boolean isIdentity(MappingSource source) {
        return switch (source) {
            case MappingSource.RequestHeader _,MappingSource.RequestQuery _,MappingSource.Context _,MappingSource.StageVariable _ ->
                    true;
            case MappingSource.RequestPath _,MappingSource.PathVariable _,MappingSource.RequestBody _,MappingSource.ResponseHeader _,MappingSource.ResponseBody _ ->
                    false;
        };
    }

    private Optional<Read> jwt(ResourceProperties properties, String name, List<MappingSource> identitySources) {
        Optional<ResourceProperties> configuration = properties.object("JwtConfiguration");
        if (configuration.isEmpty() || identitySources.size() != 1) {
            properties.refuse(Code.HG0704, configuration.isEmpty() ? "JwtConfiguration" : "IdentitySource",
                    "a JWT authorizer has a configuration and one identity source.", "");
            return Optional.empty();
        }
        String issuer = configuration.get().text("Issuer");
        List<String> audiences = configuration.get().texts("Audience");
        configuration.get().refuseOthers();
        if (audiences.isEmpty() || audiences.size() > AUDIENCES_MAX) {
            properties.refuse(Code.HG0704, "JwtConfiguration.Audience",
                    audiences.size() + " audiences: expected 1 to " + AUDIENCES_MAX + ".", "");
        }
        return Optional.of(new Read.Jwt(new JwtAuthorizer(name, identitySources.getFirst(), issuer, audiences,
                new IssuerKeys(issuer, fetcher, clock), clock)));
    }

    private Optional<Read> lambda(ResourceProperties properties, String name, List<MappingSource> identitySources) {
        String uri = properties.text("AuthorizerUri");
        Optional<String> arn = AssemblyFunctions.invokedArn(uri).filter(found -> functions.of(found).isPresent());
        if (arn.isEmpty()) {
            properties.refuse(Code.HG0704, "AuthorizerUri", "\"" + uri + "\" names no function of the stack.", "");
        }
        String version = properties.text("AuthorizerPayloadFormatVersion");
        boolean simple = properties.flag("EnableSimpleResponses");
        if (!version.equals("1.0") && !version.equals("2.0") || simple && version.equals("1.0")) {
            properties.refuse(Code.HG0704, "AuthorizerPayloadFormatVersion", "\"" + version
                    + "\": expected 1.0 without simple responses, or 2.0.", "");
        }
        int seconds = properties.integer("AuthorizerResultTtlInSeconds").orElse(0);
        if (seconds < 0 || seconds > TTL_SECONDS_MAX || seconds > 0 && identitySources.isEmpty()) {
            properties.refuse(Code.HG0704, "AuthorizerResultTtlInSeconds", seconds + ": expected 0 to "
                    + TTL_SECONDS_MAX + ", and 0 without an identity source.", "");
        }
        return arn.map(found -> new Read.Lambda(new LambdaAuthorizer(name, found,
                version.equals("1.0") ? Kind.HTTP_V1 : Kind.HTTP_V2, simple ? Form.SIMPLE : Form.POLICY,
                identitySources, new ResultCache(Duration.ofSeconds(Math.max(0, seconds)), nanoTime))));
    }
}
