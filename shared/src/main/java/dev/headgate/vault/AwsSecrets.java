package dev.headgate.vault;

import dev.headgate.aws.AwsAccess;
import dev.headgate.aws.AwsScope;
import dev.headgate.aws.AwsSigner;
import dev.headgate.http.Body;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.model.SecretName;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Reads secrets of AWS Secrets Manager (GetSecretValue) and parameters of Systems Manager (GetParameter): one signed call
/// each, made twice at most. Safe for use by many threads.
///
/// Sources: docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html and
/// docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html.
///
/// @param signer finds credentials, Region and endpoints
/// @param web makes the calls; stays the caller's to close
public record AwsSecrets(AwsSigner signer, WebClient web) implements Secrets {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int TRIES = 2;
    private static final String JSON = "application/x-amz-json-1.1";
    private static final Set<String> ABSENT = Set.of("ResourceNotFoundException", "ParameterNotFound");
    private static final Set<String> FORBIDDEN = Set.of("AccessDeniedException", "DecryptionFailure");

    /// What is asked for.
    ///
    /// @param what the secret, in messages
    /// @param name the service, in messages
    /// @param service in signatures and endpoints
    /// @param target the operation
    /// @param action what an IAM policy calls the operation
    private record Question(
            String what,
            String name,
            String service,
            String target,
            String action,
            SecretName.Origin origin,
            Members content) {}

    @Override
    public Answer secret(SecretName name) {
        return switch (name) {
            case SecretName.Variable(String variable) -> new Answer.Failed(
                    "the environment variable " + variable + " is none of AWS.", "");
            case SecretName.ManagedSecret(SecretName.Origin origin, String id, String stage) -> answer(
                    new Question("secret " + id, "Secrets Manager", "secretsmanager", "secretsmanager.GetSecretValue",
                            "secretsmanager:GetSecretValue", origin,
                            Members.NONE.with("SecretId", id).with("VersionStage", stage)));
            case SecretName.Parameter(SecretName.Origin origin, String id) -> answer(
                    new Question("parameter " + id, "Systems Manager", "ssm", "AmazonSSM.GetParameter",
                            "ssm:GetParameter", origin,
                            Members.NONE.with("Name", id).with("WithDecryption", true)));
        };
    }

    private Answer answer(Question question) {
        String configured = question.origin().region();
        Optional<String> region = configured.isEmpty() ? signer.region() : Optional.of(configured);
        if (region.isEmpty()) {
            return new Answer.Failed("the " + question.what() + " is in no Region.",
                    "Write the vault's region, or set AWS_REGION.");
        }
        String cause = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                Response response = ask(question, region.get());
                String error = error(response);
                if (response.status() < 500 && !error.startsWith("Throttling")) {
                    return answer(question, region.get(), response, error);
                }
                cause = "status " + response.status();
            } catch (IOException e) {
                cause = e.getMessage();
            }
        }
        return new Answer.Failed("the " + question.what() + " cannot be read: " + cause + ".",
                "Check the credentials, the Region and the network.");
    }

    private Response ask(Question question, String region) throws IOException {
        SecretName.Origin origin = question.origin();
        URI endpoint = origin.endpoint().isEmpty()
                ? signer.endpoint(question.service(), region)
                : URI.create(origin.endpoint());
        WebCall call = WebCall.post(endpoint.resolve("/"), JSON,
                Body.utf8(question.content().document()), TIMEOUT)
                .withHeader("X-Amz-Target", question.target());
        return web.send(signer.sign(call, new AwsScope(question.service(), region, access(origin))));
    }

    private static AwsAccess access(SecretName.Origin origin) {
        AwsAccess own = new AwsAccess.Environment();
        Optional<URI> endpoint = Optional.of(origin.stsEndpoint()).filter(url -> !url.isEmpty()).map(URI::create);
        return origin.roleArn().isEmpty()
                ? own
                : new AwsAccess.AssumedRole(origin.roleArn(), origin.roleSessionName(), endpoint, own);
    }

    /// The service's name of an error, such as `AccessDeniedException`; empty where there is none.
    private static String error(Response response) {
        String type = JsonValue.parseObject(response.body()).flatMap(body -> body.text("__type")).orElse("");
        return type.substring(type.lastIndexOf('#') + 1).replaceAll("[^A-Za-z0-9.]", "");
    }

    private static Answer answer(Question question, String region, Response response, String error) {
        if (response.status() == 200) {
            return JsonValue.parseObject(response.body()).flatMap(AwsSecrets::text).<Answer>map(Answer.Found::new)
                    .orElseGet(() -> new Answer.Failed(
                            "the answer of " + question.name() + " holds no value of the " + question.what() + ".",
                            ""));
        }
        if (ABSENT.contains(error)) {
            return new Answer.Failed(question.name() + " has no " + question.what() + " in " + region + ".",
                    "Create it, or correct the name or Region.");
        }
        return new Answer.Failed(
                "the " + question.what() + " cannot be read: "
                        + (error.isEmpty() ? "status " + response.status() : error) + ".",
                FORBIDDEN.contains(error)
                        ? "Allow " + question.action() + " on it, and kms:Decrypt where it has a key of its own."
                        : "");
    }

    private static Optional<String> text(Members body) {
        return body.text("SecretString").or(() -> body.object("Parameter").text("Value"))
                .or(() -> body.text("SecretBinary").flatMap(AwsSecrets::decoded));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
