package dev.headgate.plugin.validation;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A parameter as a request has it, and how its texts become values (OpenAPI 3, "Style Examples").
final class ParameterText {
    private static final Pattern NUMBER = Pattern
            .compile("-?(0|[1-9][0-9]{0,999})(\\.[0-9]{1,999})?([eE][+-]?[0-9]{1,3})?");

    private final ParameterSchema parameter;
    private final List<String> texts;
    private final Query query;

    ParameterText(ParameterSchema parameter, Map<String, String> captures, Query query, Headers headers) {
        this.parameter = parameter;
        this.query = query;
        this.texts = parameter.texts(captures, query, headers);
    }

    boolean isAbsent() {
        return texts.isEmpty() && parameter.form().stream().allMatch(form -> members(form).isEmpty());
    }

    /// The values to look at: one, or of a repeated parameter that is neither array nor object each.
    Stream<JsonValue> values(ParameterSchema.Form form) {
        return switch (form.types().kind()) {
            case PRIMITIVE -> texts.stream().map(text -> value(prefixless(text, form), form.types().item()));
            case ARRAY -> Stream.of(new JsonValue.Items(
                    items(form).stream().map(item -> value(item, form.types().item())).toList()));
            case OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                members(form).forEach((name, text) -> members.put(name,
                        value(text, form.types().properties().getOrDefault(name, ""))));
                yield Stream.of(new JsonValue.Members(members));
            }
        };
    }

    private List<String> items(ParameterSchema.Form form) {
        List<String> items = new ArrayList<>();
        for (String text : texts) {
            items.addAll(switch (form.style()) {
                case SIMPLE -> split(text, ",");
                case LABEL -> split(prefixless(text, form), form.explode() ? "." : ",");
                case MATRIX -> form.explode()
                        ? split(text, ";").stream().filter(part -> part.startsWith(parameter.name() + "="))
                                .map(part -> part.substring(parameter.name().length() + 1)).toList()
                        : split(prefixless(text, form), ",");
                case FORM -> form.explode() ? List.of(text) : split(text, ",");
                case SPACE_DELIMITED -> form.explode() ? List.of(text) : split(text, " ");
                case PIPE_DELIMITED -> form.explode() ? List.of(text) : split(text, "|");
                case DEEP_OBJECT -> List.of(text);
            });
        }
        return items;
    }

    /// The members of an object by name.
    private Map<String, String> members(ParameterSchema.Form form) {
        if (form.types().kind() != ParameterTypes.Kind.OBJECT) {
            return Map.of();
        }
        Map<String, String> members = new LinkedHashMap<>();
        if (form.style() == Style.DEEP_OBJECT) {
            String begin = parameter.name() + "[";
            query.parameters().stream()
                    .filter(part -> part.name().startsWith(begin) && part.name().endsWith("]"))
                    .forEach(part -> members.put(part.name().substring(begin.length(), part.name().length() - 1),
                            part.value()));
        } else if (form.style() == Style.FORM && form.explode()) {
            Map<String, String> known = form.types().properties();
            query.parameters().stream().filter(part -> known.isEmpty() || known.containsKey(part.name()))
                    .forEach(part -> members.put(part.name(), part.value()));
        } else {
            texts.forEach(text -> addMembers(text, form, members));
        }
        return members;
    }

    private void addMembers(String text, ParameterSchema.Form form, Map<String, String> members) {
        if (form.explode()) {
            String separator = switch (form.style()) {
                case LABEL -> ".";
                case MATRIX -> ";";
                default -> ",";
            };
            String bare = form.style() == Style.LABEL ? prefixless(text, form) : text;
            for (String part : split(bare, separator)) {
                int equals = part.indexOf('=');
                if (equals >= 0) {
                    members.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
                } else if (!part.isEmpty()) {
                    members.put(part, "");
                }
            }
            return;
        }
        String separator = switch (form.style()) {
            case SPACE_DELIMITED -> " ";
            case PIPE_DELIMITED -> "|";
            default -> ",";
        };
        List<String> parts = split(prefixless(text, form), separator);
        for (int i = 0; i < parts.size(); i += 2) {
            members.put(parts.get(i), i + 1 < parts.size() ? parts.get(i + 1) : "");
        }
    }

    /// The text without what a style puts before it: `.` or `;name=`.
    private String prefixless(String text, ParameterSchema.Form form) {
        return switch (form.style()) {
            case LABEL -> text.startsWith(".") ? text.substring(1) : text;
            case MATRIX -> text.startsWith(";" + parameter.name() + "=")
                    ? text.substring(parameter.name().length() + 2)
                    : text;
            case SIMPLE, FORM, SPACE_DELIMITED, PIPE_DELIMITED, DEEP_OBJECT -> text;
        };
    }

    /// The parts of a text, without white space around them in header fields.
    private List<String> split(String text, String separator) {
        return Stream.of(text.split(Pattern.quote(separator), -1))
                .map(part -> parameter.in() == Style.Location.HEADER ? part.strip() : part).toList();
    }

    /// A text as a value of that type; the text itself where it is none, so that the schema has something to refuse.
    private static JsonValue value(String text, String type) {
        return switch (type) {
            case "integer", "number" -> NUMBER.matcher(text).matches()
                    ? new JsonValue.Num(text)
                    : new JsonValue.Text(text);
            case "boolean" -> text.equals("true") || text.equals("false")
                    ? new JsonValue.Flag(text.equals("true"))
                    : new JsonValue.Text(text);
            case "null" -> text.isEmpty() ? new JsonValue.Null() : new JsonValue.Text(text);
            default -> new JsonValue.Text(text);
        };
    }
}
