package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.StackReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the paths of an API's resources out of their parents', whatever the order in which the template has them.
///
/// @param resources `AWS::ApiGateway::Resource`
/// @param known the paths of the root, by id
record RestPaths(List<ResourceProperties> resources, StackReader stack, Map<String, String> known) {
    private record Child(ResourceProperties properties, String parentId, String part) {}

    /// Paths by the resources' ids. A resource without a parent is a finding.
    Map<String, String> read() {
        Map<String, Child> children = new LinkedHashMap<>();
        for (ResourceProperties properties : resources) {
            properties.withoutEffect("RestApiId");
            String part = properties.text("PathPart");
            if (!PathVariable.isAllowed(part)) {
                properties.refuse(Code.HG0704, "PathPart", "\"" + part
                        + "\" is neither a name of letters, digits and ._~,:- nor a variable in braces.", "");
            }
            children.put(stack.id(properties.resource()), new Child(properties, properties.text("ParentId"), part));
            properties.refuseOthers();
        }
        Map<String, String> paths = new LinkedHashMap<>(known);
        boolean found = true;
        while (found) {
            found = false;
            for (Map.Entry<String, Child> entry : children.entrySet()) {
                String parent = paths.get(entry.getValue().parentId());
                if (parent != null && !paths.containsKey(entry.getKey())) {
                    paths.put(entry.getKey(), (parent.equals("/") ? "" : parent) + "/" + entry.getValue().part());
                    found = true;
                }
            }
        }
        children.forEach((id, child) -> {
            if (!paths.containsKey(id)) {
                child.properties().refuse(Code.HG0704, "ParentId", "it names no resource of this API.", "");
            }
        });
        return paths;
    }
}
