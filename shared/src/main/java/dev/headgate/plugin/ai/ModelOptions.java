package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.schema.Values;
import java.util.Optional;

/// What a configuration says of a model beside its name. Texts may hold templates until [ModelTemplates] has filled them
/// in; a text that is empty is not configured.
///
/// @param gemini where Vertex AI is, for Google's models there
record ModelOptions(
        Optional<Long> maxTokens,
        Optional<Double> temperature,
        Optional<Double> topP,
        Optional<Long> topK,
        String anthropicVersion,
        String azureInstance,
        String azureApiVersion,
        String azureDeploymentId,
        String llama2Format,
        String mistralFormat,
        String upstreamUrl,
        String upstreamPath,
        Vertex gemini,
        String awsRegion) {
    /// A place in Google's Vertex AI; all empty for the public Gemini API.
    record Vertex(String apiEndpoint, String projectId, String locationId) {
        boolean isConfigured() {
            return !apiEndpoint.isEmpty() && !projectId.isEmpty() && !locationId.isEmpty();
        }
    }

    static final ModelOptions NONE = new ModelOptions(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), "", "", AiFields.AZURE_API_VERSION, "", "", "", "", "", new Vertex("", "", ""), "");

    static ModelOptions read(Values options) {
        Vertex vertex = options.group("gemini").map(gemini -> new Vertex(gemini.text("api_endpoint"),
                gemini.text("project_id"), gemini.text("location_id"))).orElse(NONE.gemini);
        return new ModelOptions(options.optionalWhole("max_tokens"), decimal(options, "temperature"),
                decimal(options, "top_p"), options.optionalWhole("top_k"), options.text("anthropic_version"),
                options.text("azure_instance"), options.text("azure_api_version"),
                options.text("azure_deployment_id"), options.text("llama2_format"), options.text("mistral_format"),
                options.text("upstream_url"), options.text("upstream_path"), vertex,
                options.group("bedrock").map(bedrock -> bedrock.text("aws_region")).orElse(""));
    }

    private static Optional<Double> decimal(Values options, String name) {
        return options.has(name) ? Optional.of(options.decimal(name)) : Optional.empty();
    }

    /// The request with what is configured in the place of what it says itself (kong/llm/drivers/shared.lua,
    /// `merge_config_defaults`).
    Members into(Members request) {
        return request.withOptional("temperature", temperature.map(JsonValue.Num::of))
                .withOptional("max_tokens", maxTokens.map(JsonValue.Num::of))
                .withOptional("top_p", topP.map(JsonValue.Num::of))
                .withOptional("top_k", topK.map(JsonValue.Num::of));
    }
}
