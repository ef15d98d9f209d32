package dev.headgate.local.assembly;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resolves what a template leaves to CloudFormation: intrinsic functions, pseudo parameters, parameters, values that
/// other stacks of the assembly export. Pure and safe for use by many threads.
public final class Intrinsics {
    /// CloudFormation lets no value nest deeper; a template that refers to itself does.
    private static final int DEPTH_MAX = 100;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final String BOOTSTRAP_VERSION = "30";

    private final StackTemplate stack;
    private final List<StackTemplate> stacks;
    private final int depth;

    /// @param stack whose values are resolved
    /// @param stacks all of the assembly, which may export values to it
    Intrinsics(StackTemplate stack, List<StackTemplate> stacks) {
        this(stack, stacks, 0);
    }

    private Intrinsics(StackTemplate stack, List<StackTemplate> stacks, int depth) {
        this.stack = stack;
        this.stacks = stacks;
        this.depth = depth;
    }

    /// A value without anything left to resolve; null for what `AWS::NoValue` takes away.
    JsonValue resolve(JsonValue value) throws UnresolvedException {
        return switch (value) {
            case Text(String text) -> plain(text);
            case JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _ -> value;
            case Items(List<JsonValue> items) -> items(items);
            case Members(Map<String, JsonValue> members) -> members.size() == 1
                    && isFunction(members.keySet().iterator().next())
                            ? function(members.entrySet().iterator().next())
                            : members(members);
        };
    }

    /// A value that has to be a text in the end, or what CloudFormation takes for one.
    String text(JsonValue value) throws UnresolvedException {
        return switch (resolve(value)) {
            case Text(String text) -> text;
            case JsonValue.Num(String digits) -> digits;
            case JsonValue.Flag(boolean flag) -> String.valueOf(flag);
            case JsonValue.Null _,Items _,Members _ ->
                    throw new UnresolvedException("a text was expected, not " + value.document());
        };
    }

    /// Secrets and parameters of AWS stand in no template.
    private static Text plain(String text) throws UnresolvedException {
        if (text.contains("{{resolve:")) {
            throw new UnresolvedException("a dynamic reference names what stands in AWS alone: " + text);
        }
        return new Text(text);
    }

    private Items items(List<JsonValue> items) throws UnresolvedException {
        List<JsonValue> resolved = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            JsonValue made = resolve(item);
            if (!(made instanceof JsonValue.Null)) {
                resolved.add(made);
            }
        }
        return new Items(resolved);
    }

    private Members members(Map<String, JsonValue> members) throws UnresolvedException {
        Map<String, JsonValue> resolved = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            JsonValue made = resolve(member.getValue());
            if (!(made instanceof JsonValue.Null)) {
                resolved.put(member.getKey(), made);
            }
        }
        return new Members(resolved);
    }

    private static boolean isFunction(String name) {
        return name.equals("Ref") || name.startsWith("Fn::") || name.equals("Condition");
    }

    private JsonValue function(Map.Entry<String, JsonValue> call) throws UnresolvedException {
        return switch (call.getKey()) {
            case "Ref" -> ref(text(call.getValue()));
            case "Fn::GetAtt" -> new Text(attribute(call.getValue()));
            case "Fn::Join" -> join(arguments(call, 2));
            case "Fn::Sub" -> substitute(call.getValue());
            case "Fn::Select" -> select(arguments(call, 2));
            case "Fn::Split" -> split(arguments(call, 2));
            case "Fn::ImportValue" -> imported(text(call.getValue()));
            default -> throw new UnresolvedException("the emulator does not know " + call.getKey());
        };
    }

    private static List<JsonValue> arguments(Map.Entry<String, JsonValue> call, int count)
            throws UnresolvedException {
        if (call.getValue() instanceof Items(List<JsonValue> arguments) && arguments.size() == count) {
            return arguments;
        }
        throw new UnresolvedException(call.getKey() + " takes a list of " + count);
    }

    private JsonValue ref(String name) throws UnresolvedException {
        return switch (name) {
            case "AWS::AccountId" -> new Text(stack.accountId());
            case "AWS::Region" -> new Text(stack.region());
            case "AWS::Partition" -> new Text("aws");
            case "AWS::URLSuffix" -> new Text("amazonaws.com");
            case "AWS::StackName" -> new Text(stack.name());
            case "AWS::StackId" -> new Text("arn:aws:cloudformation:" + stack.region() + ":" + stack.accountId()
                    + ":stack/" + stack.name() + "/" + GeneratedIds.of(stack, "", 32));
            case "AWS::NoValue" -> new JsonValue.Null();
            default -> new Text(stack.hasParameter(name) ? parameter(name) : identity(name).ref());
        };
    }

    /// A parameter has its default, since nobody is there to give it another. What the bootstrap stack writes into the
    /// Systems Manager is known without one.
    private String parameter(String name) throws UnresolvedException {
        Members parameter = stack.parameter(name);
        String type = parameter.text("Type").orElse("");
        String value = text(parameter.member("Default").orElseThrow(
                () -> new UnresolvedException("the parameter " + name + " has no default")));
        if (!type.startsWith("AWS::SSM::")) {
            return value;
        }
        if (value.startsWith("/cdk-bootstrap/") && value.endsWith("/version")) {
            return BOOTSTRAP_VERSION;
        }
        throw new UnresolvedException("the parameter " + name + " stands in the Systems Manager as " + value);
    }

    private ResourceIdentity identity(String logicalId) throws UnresolvedException {
        TemplateResource resource = stack.resources().get(logicalId);
        if (resource == null) {
            throw new UnresolvedException("the template has no " + logicalId);
        }
        return new ResourceIdentity(deeper(), stack, resource);
    }

    private Intrinsics deeper() throws UnresolvedException {
        if (depth == DEPTH_MAX) {
            throw new UnresolvedException("the template's values refer to each other in a circle");
        }
        return new Intrinsics(stack, stacks, depth + 1);
    }

    /// `["Resource", "Attribute"]`, or the two with a dot between.
    private String attribute(JsonValue argument) throws UnresolvedException {
        if (argument instanceof Items(List<JsonValue> parts) && parts.size() == 2) {
            return identity(text(parts.getFirst())).attribute(text(parts.getLast()));
        }
        String[] parts = text(argument).split("\\.", 2);
        if (parts.length < 2) {
            throw new UnresolvedException("Fn::GetAtt takes a resource and an attribute");
        }
        return identity(parts[0]).attribute(parts[1]);
    }

    private Text join(List<JsonValue> arguments) throws UnresolvedException {
        List<String> parts = new ArrayList<>();
        for (JsonValue part : list("Fn::Join", arguments.getLast())) {
            parts.add(text(part));
        }
        return new Text(String.join(text(arguments.getFirst()), parts));
    }

    private JsonValue select(List<JsonValue> arguments) throws UnresolvedException {
        List<JsonValue> items = list("Fn::Select", arguments.getLast());
        String index = text(arguments.getFirst());
        for (int i = 0; i < items.size(); i++) {
            if (String.valueOf(i).equals(index)) {
                return items.get(i);
            }
        }
        throw new UnresolvedException("Fn::Select asks for item " + index + " of " + items.size());
    }

    private Items split(List<JsonValue> arguments) throws UnresolvedException {
        return JsonValue.texts(List.of(text(arguments.getLast()).split(Pattern.quote(text(arguments.getFirst())), -1)));
    }

    private List<JsonValue> list(String function, JsonValue value) throws UnresolvedException {
        if (resolve(value) instanceof Items(List<JsonValue> items)) {
            return items;
        }
        throw new UnresolvedException(function + " takes a list, not " + value.document());
    }

    /// `${Name}`, `${Resource.Attribute}`, `${!Literal}`; names of its own where it comes with a map.
    private Text substitute(JsonValue argument) throws UnresolvedException {
        Members own = Members.NONE;
        JsonValue template = argument;
        if (argument instanceof Items(List<JsonValue> parts) && parts.size() == 2
                && parts.getLast() instanceof Members names) {
            own = names;
            template = parts.getFirst();
        }
        Matcher variable = VARIABLE.matcher(text(template));
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            String value = variable.group(1).isEmpty()
                    ? variable(own, variable.group(2).strip())
                    : "${" + variable.group(2) + "}";
            variable.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return new Text(variable.appendTail(filled).toString());
    }

    private String variable(Members own, String name) throws UnresolvedException {
        if (own.values().containsKey(name)) {
            return text(own.values().get(name));
        }
        return name.contains(".") ? attribute(new Text(name)) : text(ref(name));
    }

    private JsonValue imported(String name) throws UnresolvedException {
        for (StackTemplate exporter : stacks) {
            Intrinsics there = new Intrinsics(exporter, stacks, deeper().depth);
            for (JsonValue value : exporter.template().object("Outputs").values().values()) {
                if (value instanceof Members output && output.object("Export").member("Name").isPresent()
                        && there.text(output.object("Export").values().get("Name")).equals(name)) {
                    return there.resolve(output.member("Value").orElse(new JsonValue.Null()));
                }
            }
        }
        throw new UnresolvedException("no stack of the assembly exports " + name);
    }
}
