package dev.headgate.local.assembly;

import dev.headgate.json.JsonValue;

/// A resource as a template declares it, nothing resolved.
///
/// @param file the template's file
/// @param logicalId its name in the template
/// @param type such as `AWS::Lambda::Function`
/// @param declaration all of it, `Properties` among it
public record TemplateResource(String file, String logicalId, String type, JsonValue.Members declaration) {
    /// What it is made with; nothing where the template says nothing.
    public JsonValue.Members properties() {
        return declaration.object("Properties");
    }
}
