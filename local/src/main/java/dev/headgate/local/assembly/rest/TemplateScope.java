package dev.headgate.local.assembly.rest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a template is filled with, and what it sets. One for a request, so that what the request's template overrides is
/// still so when the answer's is filled; variables of a template's own end with it. For use by one thread.
final class TemplateScope {
    private final RequestValues values;
    private String body;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private OptionalInt status = OptionalInt.empty();

    /// @param body what `$input.body` gives
    TemplateScope(RequestValues values, String body) {
        this.values = values;
        this.body = body;
    }

    /// Begins another template of the same request.
    void next(String content) {
        body = content;
        variables.clear();
    }

    /// Header fields that were set, in that order.
    Map<String, String> headers() {
        return headers;
    }

    /// The status that was set. What is none is ignored, as AWS does it (LocalStack's tests, 2025).
    OptionalInt status() {
        return status;
    }

    void write(List<TemplateNode> nodes, StringBuilder to) {
        for (TemplateNode node : nodes) {
            switch (node) {
                case TemplateNode.Text(String text) -> to.append(text);
                case TemplateNode.Output(TemplateValue value, String source) ->
                        to.append(value(value).orElse(source));
                case TemplateNode.SetVariable(String name, TemplateValue value) ->
                        value(value).ifPresent(set -> variables.put(name, set));
                case TemplateNode.SetStatus(TemplateValue value) -> setStatus(value(value).orElse(""));
                case TemplateNode.SetHeader(String name, TemplateValue value) ->
                        value(value).ifPresent(set -> headers.put(name, set));
                case TemplateNode.Choice choice -> write(chosen(choice), to);
            }
        }
    }

    private List<TemplateNode> chosen(TemplateNode.Choice choice) {
        return choice.branches().stream().filter(branch -> holds(branch.condition())).findFirst()
                .map(TemplateNode.Branch::nodes).orElse(choice.otherwise());
    }

    private void setStatus(String text) {
        if (text.matches("[1-5][0-9]{2}")) {
            status = OptionalInt.of(Integer.parseInt(text));
        }
    }

    private boolean holds(TemplateCondition condition) {
        return switch (condition) {
            case TemplateCondition.Equal(TemplateValue left, TemplateValue right) -> {
                Optional<String> known = value(left);
                yield known.isPresent() && known.equals(value(right));
            }
            case TemplateCondition.Not(TemplateCondition negated) -> !holds(negated);
            case TemplateCondition.And(TemplateCondition left, TemplateCondition right) -> holds(left) && holds(right);
            case TemplateCondition.Or(TemplateCondition left, TemplateCondition right) -> holds(left) || holds(right);
            case TemplateCondition.Constant(boolean holds) -> holds;
        };
    }

    private Optional<String> value(TemplateValue value) {
        return switch (value) {
            case TemplateValue.Literal(String text) -> Optional.of(text);
            case TemplateValue.Quoted(List<TemplateNode> nodes) -> {
                StringBuilder text = new StringBuilder();
                write(nodes, text);
                yield Optional.of(text.toString());
            }
            case TemplateValue.OfContext(String name) -> Optional.of(values.context().value(name));
            case TemplateValue.Parameter(String name) -> Optional.of(values.parameter(name));
            case TemplateValue.Content _ -> Optional.of(body);
            case TemplateValue.Variable(String name) -> Optional.ofNullable(variables.get(name));
            case TemplateValue.Call(TemplateFunction function, TemplateValue argument) ->
                    value(argument).map(function::of);
        };
    }
}
