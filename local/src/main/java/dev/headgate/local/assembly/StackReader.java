package dev.headgate.local.assembly;

import dev.headgate.diagnostic.Code;
import java.util.List;

/// What whoever reads the resources of one stack works with. For use by one thread.
///
/// @param assembly that the stack is of
/// @param stack whose resources are read
/// @param findings takes what is wrong
public record StackReader(CloudAssembly assembly, StackTemplate stack, Findings findings) {
    /// The resources of that type in the template's order, with their properties.
    public List<ResourceProperties> ofType(String type) {
        return stack.resources().values().stream().filter(resource -> resource.type().equals(type))
                .map(resource -> ResourceProperties.of(resource, assembly.intrinsics(stack), findings)).toList();
    }

    /// What `Ref` gives for a resource: its id or its name. What cannot be known is a finding, and empty.
    public String id(TemplateResource resource) {
        return told(resource, () -> identity(resource).ref());
    }

    /// What `Fn::GetAtt` gives for an attribute of a resource.
    public String attribute(TemplateResource resource, String name) {
        return told(resource, () -> identity(resource).attribute(name));
    }

    /// The functions of the stack. What is wrong with them goes to the findings, each time they are read.
    public AssemblyFunctions functions() {
        return AssemblyFunctions.read(this);
    }

    private ResourceIdentity identity(TemplateResource resource) {
        return new ResourceIdentity(assembly.intrinsics(stack), stack, resource);
    }

    private String told(TemplateResource resource, Known known) {
        try {
            return known.value();
        } catch (UnresolvedException e) {
            findings.add(Code.HG0703, resource, "", e.getMessage() + ".", "");
            return "";
        }
    }

    /// A value, or why it is none.
    @FunctionalInterface
    private interface Known {
        String value() throws UnresolvedException;
    }
}
