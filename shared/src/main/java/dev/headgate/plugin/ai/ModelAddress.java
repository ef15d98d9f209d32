package dev.headgate.plugin.ai;

import dev.headgate.aws.AwsSigner;
import dev.headgate.plugin.CallFailedException;
import dev.headgate.routing.NormalizedPath;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where a model is called (kong/llm/drivers: `configure_request`).
final class ModelAddress {
    private ModelAddress() {}

    /// The address of a model.
    ///
    /// @param model named, and with its templates filled in
    /// @param clientPath what the client asked for, which [RouteType#PRESERVE] keeps
    /// @throws CallFailedException when the configuration makes no address
    static URI of(LanguageModel model, String clientPath, AwsSigner aws) {
        try {
            URI base = new URI(base(model, aws));
            String configured = model.options().upstreamPath();
            boolean whole = !model.options().upstreamUrl().isEmpty() && !replacesPathOfUrl(model.provider());
            String path = model.routeType() == RouteType.PRESERVE && configured.isEmpty()
                    ? clientPath
                    : configured.isEmpty() || whole ? base.getRawPath() : prefix(model) + configured;
            return new URI(base.getScheme() + "://" + base.getRawAuthority()
                    + NormalizedPath.escape("/" + path.replaceFirst("^/+", "")).replace("?", "%3F")
                            .replace("#", "%23"));
        } catch (URISyntaxException | IOException e) {
            throw new CallFailedException("the model has no address: " + e.getMessage(), e);
        }
    }

    /// Kong lets `upstream_path` count beside `upstream_url` for these only.
    private static boolean replacesPathOfUrl(Provider provider) {
        return provider == Provider.GEMINI || provider == Provider.BEDROCK;
    }

    private static String prefix(LanguageModel model) {
        return model.provider() == Provider.AZURE ? azureDeployment(model) : "";
    }

    private static String azureDeployment(LanguageModel model) {
        return "/openai/deployments/" + segment(model.options().azureDeploymentId());
    }

    private static String base(LanguageModel model, AwsSigner aws) throws IOException {
        if (!model.options().upstreamUrl().isEmpty()) {
            return model.options().upstreamUrl();
        }
        boolean chat = model.routeType() == RouteType.CHAT;
        boolean known = model.routeType() != RouteType.PRESERVE;
        return switch (model.provider()) {
            case OPENAI -> "https://api.openai.com"
                    + (known ? chat ? "/v1/chat/completions" : "/v1/completions" : "/");
            case AZURE -> "https://" + model.options().azureInstance() + ".openai.azure.com" + azureDeployment(model)
                    + (known ? chat ? "/chat/completions" : "/completions" : "/");
            case ANTHROPIC -> "https://api.anthropic.com" + (known ? chat ? "/v1/messages" : "/v1/complete" : "/");
            case COHERE -> "https://api.cohere.com" + (known ? chat ? "/v1/chat" : "/v1/generate" : "/");
            case MISTRAL -> "https://api.mistral.ai" + (chat ? "/v1/chat/completions" : "/");
            case LLAMA2 -> throw new IOException("llama2 needs upstream_url");
            case GEMINI -> gemini(model);
            case BEDROCK -> aws.endpoint("bedrock-runtime", region(model, aws)) + "/model/" + segment(model.name())
                    + "/converse";
        };
    }

    private static String gemini(LanguageModel model) {
        ModelOptions.Vertex vertex = model.options().gemini();
        String name = segment(model.name());
        return vertex.isConfigured()
                ? "https://" + vertex.apiEndpoint() + "/v1/projects/" + segment(vertex.projectId()) + "/locations/"
                        + segment(vertex.locationId()) + "/publishers/google/models/" + name + ":generateContent"
                : "https://generativelanguage.googleapis.com/v1beta/models/" + name + ":generateContent";
    }

    /// The Region of a model of Bedrock's.
    static String region(LanguageModel model, AwsSigner aws) throws IOException {
        return model.options().awsRegion().isEmpty()
                ? aws.region().orElseThrow(() -> new IOException("AWS region not specified anywhere"))
                : model.options().awsRegion();
    }

    /// A client may name the model, and must not lead out of its place in the path by that.
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
