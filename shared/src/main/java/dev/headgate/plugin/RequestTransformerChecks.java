package dev.headgate.plugin;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.TransformerFields.Finding;
import dev.headgate.plugin.transform.Edits.Change;
import dev.headgate.plugin.transform.Template;
import dev.headgate.plugin.transform.TemplateSyntaxException;
import dev.headgate.plugin.transform.Term;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What request-transformer refuses or warns of when a configuration is read.
final class RequestTransformerChecks {
    /// The methods that Kong can send (kong/pdk/service/request.lua, `set_method`).
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "MKCOL",
            "COPY", "MOVE", "PROPFIND", "PROPPATCH", "LOCK", "UNLOCK", "PATCH", "TRACE");

    static final List<Rule<String>> METHOD_RULES = List.of(
            new Rule<>(method -> method.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z'),
                    "invalid value: %s.", "Write a method in capitals, such as POST."),
            new Rule<>(METHODS::contains, "invalid method: %s.", "Write one of HTTP's or WebDAV's methods."));

    /// What plugins share under `shared`.
    private static final Set<String> SHARED = Set.of("authenticated_jwt_token");
    private static final String TEMPLATE_HINT = "Templates take headers, query_params, uri_captures, shared and texts in"
            + " quotes, with \"or\" between them.";

    private RequestTransformerChecks() {}

    static void check(Values config, Entity plugin) {
        TransformerFields.check(config, plugin, "remove", "headers", RequestTransformerChecks::headerName);
        TransformerFields.check(config, plugin, "rename", "headers",
                change -> TransformerFields.headerNames(change.name(), change.value()));
        for (String group : List.of("replace", "add", "append")) {
            TransformerFields.check(config, plugin, group, "headers", change -> header(group, change));
        }
        for (String group : List.of("rename", "replace", "add", "append")) {
            for (String part : List.of("querystring", "body")) {
                TransformerFields.check(config, plugin, group, part, RequestTransformerChecks::value);
            }
        }
        config.group("replace").ifPresent(replace -> {
            for (Finding finding : findings(replace.text("uri"))) {
                plugin.report(finding.code(), replace.location("uri"), "config.replace.uri", finding.message(),
                        finding.hint());
            }
        });
    }

    /// The template of a configuration that has passed [#check].
    static Template template(String source) {
        try {
            return Template.parse(source);
        } catch (TemplateSyntaxException e) {
            throw new IllegalStateException("a template that has not been checked: " + source, e);
        }
    }

    private static List<Finding> headerName(Change<String> change) {
        return TransformerFields.headerNames(change.name());
    }

    private static List<Finding> header(String group, Change<String> change) {
        List<Finding> findings = new ArrayList<>(TransformerFields.headerNames(change.name()));
        if (change.name().equalsIgnoreCase("Host") && group.equals("append")) {
            findings.add(new Finding(Code.HG0105, "'" + change.name() + "' can have one value only.",
                    "Set it with replace."));
        }
        if (change.name().equalsIgnoreCase("Host") && group.equals("add")) {
            findings.add(TransformerFields.withoutEffect(
                    "'" + change.name() + "' is always there, so that nothing is added; use replace."));
        }
        if (change.value().isEmpty()) {
            findings.add(TransformerFields.withoutEffect(
                    "'" + change.name() + "' has no value, so that nothing changes."));
        }
        findings.addAll(findings(change.value()));
        return findings;
    }

    private static List<Finding> value(Change<String> change) {
        return change.value().isEmpty()
                ? List.of(new Finding(Code.HG0105, "key '" + change.name() + "' has no value.", "Write name:value."))
                : findings(change.value());
    }

    private static List<Finding> findings(String source) {
        try {
            return Template.parse(source).parts().stream().flatMap(part -> switch (part) {
                case Template.Part.Text _ -> List.<Term>of().stream();
                case Template.Part.FirstOf(List<Term> terms) -> terms.stream();
            }).flatMap(term -> term instanceof Term.Shared(String name) && !SHARED.contains(name)
                    ? List.of(TransformerFields.withoutEffect("shared." + name
                            + " has never a value, since no plugin of Headgate shares one under this name."))
                            .stream()
                    : List.<Finding>of().stream()).toList();
        } catch (TemplateSyntaxException e) {
            return List.of(new Finding(e.isUnsupported() ? Code.HG0205 : Code.HG0105,
                    "value '" + source + "' is not in supported format: " + e.getMessage() + ".", TEMPLATE_HINT));
        }
    }
}
