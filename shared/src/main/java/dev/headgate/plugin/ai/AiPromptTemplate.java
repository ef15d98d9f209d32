package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes requests of templates that clients name: `{"prompt":"{template://greet}","properties":{"who":"you"}}`. Source:
/// kong/plugins/ai-prompt-template.
///
/// @param templates in order; of a name that stands twice the first counts
/// @param allowUntemplatedRequests whether other requests pass
/// @param maxRequestBodySize the largest body that is read, in bytes
public record AiPromptTemplate(List<Template> templates, boolean allowUntemplatedRequests, long maxRequestBodySize)
        implements
            Plugin {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9_]++)}}");
    private static final String REFERENCE = "{template://";

    /// Kong's ai-prompt-template plugin.
    public static final PluginType<AiPromptTemplate> TYPE = new PluginType<>("ai-prompt-template", 773,
            RecordSchema.of(
                    required("templates", FieldType.listOf(FieldType.group(RecordSchema.of(
                            required("name", FieldType.text(), "The name that clients use: `{template://NAME}`."),
                            required("template", FieldType.text(),
                                    "The request's body, with `{{placeholders}}` for properties.")))),
                            "The templates."),
                    defaulted("allow_untemplated_requests", FieldType.flag(), true,
                            "Whether requests pass that name no template."),
                    defaulted("log_original_request", FieldType.flag(), false,
                            "Whether Kong's log entries have the client's request.")
                            .withoutEffect("Headgate does not log what is said to models."),
                    AiFields.maxRequestBodySize()),
            true, AiPromptTemplate::of);

    /// A template.
    ///
    /// @param text a JSON document with placeholders in its strings
    public record Template(String name, String text) {
        /// The request's body.
        Body render(Map<String, String> properties) throws PromptException {
            String rendered = PLACEHOLDER.matcher(text).replaceAll(match -> Matcher
                    .quoteReplacement(properties.getOrDefault(match.group(1), match.group())));
            Set<String> missing = new LinkedHashSet<>();
            PLACEHOLDER.matcher(rendered).results().forEach(match -> missing.add("[" + match.group(1) + "]"));
            if (!missing.isEmpty()) {
                throw new PromptException("missing template parameters: " + String.join(", ", missing));
            }
            return Body.utf8(rendered);
        }
    }

    public AiPromptTemplate {
        templates = List.copyOf(templates);
    }

    private static AiPromptTemplate of(Values config) {
        List<Template> templates = new ArrayList<>();
        config.list("templates", Values.class)
                .forEach(template -> templates.add(new Template(template.text("name"), template.text("template"))));
        return new AiPromptTemplate(templates, config.flag("allow_untemplated_requests"),
                config.whole("max_request_body_size"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        try {
            Optional<Body> rendered = rendered(exchange.upstream().body());
            return rendered.isPresent()
                    ? exchange.withUpstream(exchange.upstream().withBody(rendered.get())).proceed()
                    : exchange.proceed();
        } catch (PromptException e) {
            return exchange.answer(PromptRequest.error(400, e.getMessage()));
        }
    }

    private Optional<Body> rendered(Body body) throws PromptException {
        JsonValue value = body.length() > maxRequestBodySize
                ? new JsonValue.Null()
                : JsonValue.parse(body).orElse(new JsonValue.Null());
        if (!(value instanceof Members) && !(value instanceof Items)) {
            throw new PromptException("this LLM route only supports application/json requests");
        }
        Members request = value instanceof Members members ? members : Members.NONE;
        if (request.member("messages").isPresent() && request.member("prompt").isPresent()) {
            throw new PromptException("cannot run 'messages' and 'prompt' templates at the same time");
        }
        JsonValue reference = request.member("messages").or(() -> request.member("prompt"))
                .orElseThrow(() -> new PromptException(
                        "only 'llm/v1/chat' and 'llm/v1/completions' formats are supported for templating"));
        Optional<String> name = name(reference);
        if (name.isEmpty() && !allowUntemplatedRequests) {
            throw new PromptException("this LLM route only supports templated requests");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(template(name.get()).render(properties(request)));
    }

    private static Optional<String> name(JsonValue reference) {
        return reference instanceof JsonValue.Text(String text) && text.startsWith(REFERENCE) && text.endsWith("}")
                ? Optional.of(text.substring(REFERENCE.length(), text.length() - 1))
                : Optional.empty();
    }

    private Template template(String name) throws PromptException {
        return templates.stream().filter(template -> template.name().equals(name)).findFirst()
                .orElseThrow(() -> new PromptException("could not find template name [" + name + "]"));
    }

    /// The properties as they stand in a JSON string.
    private static Map<String, String> properties(Members request) throws PromptException {
        JsonValue given = request.member("properties").orElse(Members.NONE);
        if (!(given instanceof Members(Map<String, JsonValue> values))) {
            throw new PromptException("properties must be an object");
        }
        Map<String, String> properties = new HashMap<>();
        for (Map.Entry<String, JsonValue> property : values.entrySet()) {
            if (!(property.getValue() instanceof JsonValue.Text(String text))) {
                throw new PromptException("property values must be a string, got " + luaType(property.getValue()));
            }
            String quoted = Answers.quoted(text);
            properties.put(property.getKey(), quoted.substring(1, quoted.length() - 1));
        }
        return properties;
    }

    private static String luaType(JsonValue value) {
        return switch (value) {
            case JsonValue.Text _ -> "string";
            case JsonValue.Num _ -> "number";
            case JsonValue.Flag _ -> "boolean";
            case JsonValue.Null _ -> "userdata";
            case Items _,Members _ -> "table";
        };
    }
}
