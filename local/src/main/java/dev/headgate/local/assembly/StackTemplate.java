package dev.headgate.local.assembly;

import dev.headgate.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A stack of an assembly with its template.
///
/// @param name of the stack
/// @param file the template's file name
/// @param accountId of the stack's environment; twelve noughts where that leaves it open
/// @param region of the stack's environment; `us-east-1` where that leaves it open
/// @param resources by logical id, in the template's order
/// @param template the whole of it
public record StackTemplate(String name, String file, String accountId, String region,
        Map<String, TemplateResource> resources, JsonValue.Members template) {
    /// Stands for an account that the assembly leaves open.
    public static final String ACCOUNT_ID = "000000000000";
    /// Stands for a Region that the assembly leaves open.
    public static final String REGION = "us-east-1";

    public StackTemplate {
        // In order, which an immutable copy would not keep.
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    static StackTemplate of(AssemblyManifest.Stack stack, JsonValue.Members template) {
        Map<String, TemplateResource> resources = new LinkedHashMap<>();
        template.object("Resources").values().forEach((logicalId, value) -> {
            JsonValue.Members declaration = value instanceof JsonValue.Members members
                    ? members
                    : JsonValue.Members.NONE;
            resources.put(logicalId, new TemplateResource(stack.templateFile(), logicalId,
                    declaration.text("Type").orElse(""), declaration));
        });
        return new StackTemplate(stack.name(), stack.templateFile(), stack.accountId(), stack.region(), resources,
                template);
    }

    /// What a declared parameter says; nothing where there is none.
    JsonValue.Members parameter(String parameter) {
        return template.object("Parameters").object(parameter);
    }

    boolean hasParameter(String parameter) {
        return template.object("Parameters").values().containsKey(parameter);
    }
}
