package dev.headgate.local.assembly;

import dev.headgate.diagnostic.Code;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The properties of a resource, or of an object in it, read to the last one: whoever reads ends with [#refuseOthers],
/// which refuses what was not asked for. Values are resolved when they are asked for; what cannot be, is a finding and
/// counts as absent. For use by one thread.
public final class ResourceProperties {
    private final TemplateResource resource;
    private final Members values;
    private final String path;
    private final Intrinsics intrinsics;
    private final Findings findings;
    private final Set<String> known = new HashSet<>();

    private ResourceProperties(TemplateResource resource, Members values, String path, Intrinsics intrinsics,
            Findings findings) {
        this.resource = resource;
        this.values = values;
        this.path = path;
        this.intrinsics = intrinsics;
        this.findings = findings;
    }

    /// The properties of a resource of a stack.
    public static ResourceProperties of(TemplateResource resource, Intrinsics intrinsics, Findings findings) {
        return new ResourceProperties(resource, resource.properties(), "", intrinsics, findings);
    }

    /// The resource that they are of.
    public TemplateResource resource() {
        return resource;
    }

    /// Whether there is a property of that name, whatever it says.
    public boolean has(String name) {
        known.add(name);
        return values.member(name).isPresent();
    }

    /// The names of all properties in the template's order, for an object whose members are no properties but names of the
    /// user's.
    public List<String> namesInOrder() {
        known.addAll(values.values().keySet());
        return List.copyOf(values.values().keySet());
    }

    /// A text that has to be there. Its absence is a finding.
    ///
    /// @return empty where it is absent
    public String text(String name) {
        Optional<String> text = optionalText(name);
        if (text.isEmpty() && values.member(name).isEmpty()) {
            refuse(Code.HG0704, name, "it is missing, and the resource cannot be without.", "");
        }
        return text.orElse("");
    }

    /// A text, or a number or flag taken for one, as CloudFormation does.
    public Optional<String> optionalText(String name) {
        return value(name).flatMap(value -> {
            Optional<String> text = plain(value);
            if (text.isEmpty()) {
                refuse(Code.HG0704, name, value.document() + " is not a text.", "");
            }
            return text;
        });
    }

    private static Optional<String> plain(JsonValue value) {
        return switch (value) {
            case Text(String text) -> Optional.of(text);
            case JsonValue.Num(String digits) -> Optional.of(digits);
            case JsonValue.Flag(boolean flag) -> Optional.of(String.valueOf(flag));
            case JsonValue.Null _,Items _,Members _ -> Optional.empty();
        };
    }

    /// A whole number.
    public Optional<Integer> integer(String name) {
        return optionalText(name).flatMap(text -> {
            try {
                return Optional.of(Integer.valueOf(text));
            } catch (NumberFormatException _) {
                refuse(Code.HG0704, name, "\"" + text + "\" is not a whole number.", "");
                return Optional.empty();
            }
        });
    }

    /// A number.
    public Optional<Double> number(String name) {
        return optionalText(name).flatMap(text -> {
            try {
                return Optional.of(Double.valueOf(text));
            } catch (NumberFormatException _) {
                refuse(Code.HG0704, name, "\"" + text + "\" is not a number.", "");
                return Optional.empty();
            }
        });
    }

    /// True or false, as a flag or as a text; false where it is absent.
    public boolean flag(String name) {
        return optionalText(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                refuse(Code.HG0704, name, "\"" + text + "\" is neither true nor false.", "");
                yield false;
            }
        }).orElse(false);
    }

    /// A list of texts; empty where it is absent. One text stands for a list of one.
    public List<String> texts(String name) {
        return value(name).map(value -> {
            List<String> texts = new ArrayList<>();
            for (JsonValue item : value instanceof Items(List<JsonValue> items) ? items : List.of(value)) {
                plain(item).ifPresentOrElse(texts::add,
                        () -> refuse(Code.HG0704, name, item.document() + " is not a text.", ""));
            }
            return List.copyOf(texts);
        }).orElse(List.of());
    }

    /// Texts by name; none where it is absent.
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).ifPresent(map -> map.values.values().keySet()
                .forEach(key -> map.optionalText(key).ifPresent(text -> texts.put(key, text))));
        return texts;
    }

    /// An object in it.
    public Optional<ResourceProperties> object(String name) {
        known.add(name);
        return values.member(name).flatMap(value -> {
            if (value instanceof Members members) {
                return Optional.of(nested(members, name));
            }
            refuse(Code.HG0704, name, value.document() + " is not an object.", "");
            return Optional.empty();
        });
    }

    /// A list of objects in it; empty where it is absent.
    public List<ResourceProperties> objects(String name) {
        known.add(name);
        List<ResourceProperties> objects = new ArrayList<>();
        List<JsonValue> items = values.items(name);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Members members) {
                objects.add(nested(members, name + "[" + i + "]"));
            } else {
                refuse(Code.HG0704, name + "[" + i + "]", items.get(i).document() + " is not an object.", "");
            }
        }
        if (values.member(name).isPresent() && !(values.values().get(name) instanceof Items)) {
            refuse(Code.HG0704, name, values.values().get(name).document() + " is not a list.", "");
        }
        return objects;
    }

    private ResourceProperties nested(Members members, String name) {
        return new ResourceProperties(resource, members, path + name + ".", intrinsics, findings);
    }

    /// A resolved value of any form; absent too for `AWS::NoValue`.
    public Optional<JsonValue> value(String name) {
        known.add(name);
        Optional<JsonValue> value = values.member(name);
        if (value.isEmpty()) {
            return value;
        }
        try {
            return Optional.of(intrinsics.resolve(value.get())).filter(made -> !(made instanceof JsonValue.Null));
        } catch (UnresolvedException e) {
            refuse(Code.HG0703, name, e.getMessage() + ".", "");
            return Optional.empty();
        }
    }

    /// Properties that change nothing that a client or a backend sees.
    public ResourceProperties withoutEffect(String... names) {
        known.addAll(Set.of(names));
        return this;
    }

    /// A finding about a property, which whoever asks does not know or cannot use.
    public void refuse(Code code, String name, String message, String hint) {
        findings.add(code, resource, path + name, message, hint);
    }

    /// Refuses every property that nobody asked for.
    public void refuseOthers() {
        for (String name : values.values().keySet()) {
            if (!known.contains(name)) {
                refuse(Code.HG0702, name, "the emulator does not know this property.",
                        "Take it out of the template, or serve the configuration without --assembly.");
            }
        }
    }
}
