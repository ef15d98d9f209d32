package dev.headgate.plugin.ai;

import dev.headgate.http.Query;
import dev.headgate.plugin.Exchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in what a configuration of a model takes from the request: `$(uri_captures.name)`, `$(headers.name)` and
/// `$(query_params.name)`, one in each text (kong/llm/drivers/shared.lua, `merge_model_options`).
final class ModelTemplates {
    private static final Pattern TEMPLATE = Pattern.compile("\\$\\(([^)]*+)\\)");

    private final Exchange exchange;

    private ModelTemplates(Exchange exchange) {
        this.exchange = exchange;
    }

    /// @throws PromptException when the request lacks a value
    static LanguageModel filled(LanguageModel model, Exchange exchange) throws PromptException {
        ModelTemplates templates = new ModelTemplates(exchange);
        ModelOptions options = model.options();
        ModelOptions.Vertex vertex = options.gemini();
        return model.named(templates.fill(model.name())).with(new ModelOptions(options.maxTokens(),
                options.temperature(), options.topP(), options.topK(), templates.fill(options.anthropicVersion()),
                templates.fill(options.azureInstance()), templates.fill(options.azureApiVersion()),
                templates.fill(options.azureDeploymentId()), options.llama2Format(), options.mistralFormat(),
                templates.fill(options.upstreamUrl()), templates.fill(options.upstreamPath()),
                new ModelOptions.Vertex(templates.fill(vertex.apiEndpoint()), templates.fill(vertex.projectId()),
                        templates.fill(vertex.locationId())),
                templates.fill(options.awsRegion())));
    }

    private String fill(String text) throws PromptException {
        Matcher template = TEMPLATE.matcher(text);
        return template.find()
                ? text.substring(0, template.start()) + value(template.group(1), text)
                        + text.substring(template.end())
                : text;
    }

    private String value(String expression, String field) throws PromptException {
        String[] parts = expression.split("\\.", -1);
        if (parts.length != 2) {
            throw new PromptException("cannot parse expression for field '" + field + "'");
        }
        String value = switch (parts[0]) {
            case "uri_captures" -> exchange.match().captures().named().getOrDefault(parts[1], "");
            case "headers" -> exchange.upstream().headers().first(parts[1]);
            case "query_params" -> Query.parse(exchange.upstream().rawQuery()).all(parts[1]).stream().findFirst()
                    .orElse("");
            default -> throw new PromptException("source '" + parts[0] + "' is not supported");
        };
        if (value.isEmpty()) {
            throw new PromptException(parts[0] + " key " + parts[1] + " was not provided");
        }
        return value;
    }
}
