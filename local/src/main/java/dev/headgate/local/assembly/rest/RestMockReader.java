package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.rest.RestIntegration.MockAnswer;
import dev.headgate.local.assembly.rest.RestIntegration.Passthrough;
import dev.headgate.local.assembly.rest.RestMethodReader.Declared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads an integration of type MOCK.
///
/// @param declared what API Gateway lets it answer with
record RestMockReader(ResourceProperties properties, Declared declared) {
    private static final String HEADER = "method.response.header.";

    Optional<RestIntegration.Mock> read() {
        // Nobody is called, and nobody waited for.
        properties.withoutEffect("IntegrationHttpMethod", "TimeoutInMillis");
        Map<String, MappingTemplate> templates = templates(properties, "RequestTemplates");
        String written = properties.optionalText("PassthroughBehavior").orElse(Passthrough.WHEN_NO_MATCH.name());
        Optional<Passthrough> passthrough = Arrays.stream(Passthrough.values())
                .filter(known -> known.name().equals(written)).findFirst();
        if (passthrough.isEmpty()) {
            properties.refuse(Code.HG0704, "PassthroughBehavior", "\"" + written + "\" is none of "
                    + Arrays.toString(Passthrough.values()) + ".", "");
        }
        List<MockAnswer> answers = new ArrayList<>();
        properties.objects("IntegrationResponses").forEach(answer -> answer(answer).ifPresent(answers::add));
        boolean convertsToText = convertsToText(properties);
        return passthrough.map(found -> new RestIntegration.Mock(templates, found, convertsToText, answers));
    }

    private static boolean convertsToText(ResourceProperties properties) {
        Refusals.unless(properties, "ContentHandling", "CONVERT_TO_TEXT");
        return properties.has("ContentHandling");
    }

    private static Map<String, MappingTemplate> templates(ResourceProperties properties, String property) {
        Map<String, MappingTemplate> templates = new LinkedHashMap<>();
        properties.textMap(property).forEach((mediaType, text) -> Refusals
                .value(properties, property + "." + mediaType, () -> MappingTemplate.parse(text))
                .ifPresent(template -> templates.put(mediaType, template)));
        return templates;
    }

    private Optional<MockAnswer> answer(ResourceProperties answer) {
        Optional<Integer> status = answer.integer("StatusCode");
        Set<String> allowed = status.map(declared.headers()::get).orElse(Set.of());
        if (status.isPresent() && !declared.headers().containsKey(status.get())) {
            answer.refuse(Code.HG0704, "StatusCode", status.get() + " is not among the method's MethodResponses.", "");
        }
        Map<String, ValueSource> headers = new LinkedHashMap<>();
        answer.textMap("ResponseParameters").forEach((target, expression) -> {
            String place = "ResponseParameters." + target;
            if (!target.startsWith(HEADER) || !allowed.contains(target)) {
                answer.refuse(Code.HG0704, place, "it is not among the ResponseParameters of the method's response.",
                        "");
            }
            Refusals.value(answer, place, () -> ValueSource.parse(expression))
                    .ifPresent(source -> headers.put(target.replace(HEADER, ""), source));
        });
        Optional<Pattern> selection = answer.optionalText("SelectionPattern").filter(text -> !text.isEmpty())
                .flatMap(text -> pattern(answer, text));
        Map<String, MappingTemplate> templates = templates(answer, "ResponseTemplates");
        boolean convertsToText = convertsToText(answer);
        answer.refuseOthers();
        return status.map(code -> new MockAnswer(code, selection, headers, templates, convertsToText));
    }

    private static Optional<Pattern> pattern(ResourceProperties answer, String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            answer.refuse(Code.HG0704, "SelectionPattern",
                    "it is no regular expression: " + e.getDescription() + ".", "");
            return Optional.empty();
        }
    }
}
