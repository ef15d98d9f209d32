package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.RequestTransformer;
import dev.headgate.plugin.ResponseTransformer;
import dev.headgate.plugin.transform.Edits;
import dev.headgate.plugin.transform.Edits.Change;
import dev.headgate.plugin.transform.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the transformers become on an HTTP API: parameter mapping, which can remove and append. What depends on whether
/// something is there (add, replace, rename), on other parts of the request, or on the body, it cannot.
final class TransformerForms {
    private TransformerForms() {}

    static void add(ApiType api, NativeForm form, PluginInstance plugin, RequestTransformer transformer) {
        if (isRest(api, form, plugin)) {
            return;
        }
        if (!transformer.httpMethod().isEmpty()) {
            form.refuse(plugin, "config.http_method", "with another method a form moves into the query.", "");
        }
        if (!transformer.body().isEmpty()) {
            form.refuse(plugin, "config", "API Gateway does not change bodies.", "");
        }
        transformer.uri().ifPresent(uri -> path(form, plugin, uri));
        refuseConditional(form, plugin, transformer.headers(), "headers");
        refuseConditional(form, plugin, transformer.querystring(), "querystring");
        remove(form, plugin, transformer.headers().remove(), "header.");
        remove(form, plugin, transformer.querystring().remove(), "querystring.");
        for (Change<Template> change : transformer.headers().append()) {
            append(form, plugin, change, "header.");
        }
        for (Change<Template> change : transformer.querystring().append()) {
            append(form, plugin, change, "querystring.");
        }
    }

    static void add(ApiType api, NativeForm form, PluginInstance plugin, ResponseTransformer transformer) {
        if (isRest(api, form, plugin)) {
            return;
        }
        if (!transformer.json().isEmpty()) {
            form.refuse(plugin, "config", "API Gateway does not change bodies.", "");
        }
        refuseConditional(form, plugin, transformer.headers(), "headers");
        for (String name : transformer.headers().remove()) {
            if (isMappable(form, plugin, name)) {
                changed(form, plugin, name, form.response("remove", "header." + lower(name), ""));
            }
        }
        for (Change<String> change : transformer.headers().append()) {
            if (isMappable(form, plugin, change.name()) && isPlain(form, plugin, change.value())) {
                changed(form, plugin, change.name(),
                        form.response("append", "header." + lower(change.name()), change.value()));
            }
        }
    }

    private static boolean isRest(ApiType api, NativeForm form, PluginInstance plugin) {
        if (api == ApiType.REST) {
            form.refuse(plugin, "", "a REST API cannot remove fields of a request that it passes on.", "");
        }
        return api == ApiType.REST;
    }

    private static void path(NativeForm form, PluginInstance plugin, Template uri) {
        Optional<String> literal = literal(uri);
        if (literal.isEmpty() || !literal.get().matches("/[A-Za-z0-9._~/-]*")) {
            form.refuse(plugin, "config.replace.uri", "the path is made of parts of the request.", "");
        } else {
            changed(form, plugin, "the path", form.request("overwrite", "path", literal.get()));
        }
    }

    private static void refuseConditional(NativeForm form, PluginInstance plugin, Edits<?> edits, String part) {
        if (!edits.rename().isEmpty()) {
            form.refuse(plugin, "config.rename." + part, "API Gateway cannot rename only what is there.", "");
        }
        if (!edits.replace().isEmpty()) {
            form.refuse(plugin, "config.replace." + part, "API Gateway cannot replace only what is there.", "");
        }
        if (!edits.add().isEmpty()) {
            form.refuse(plugin, "config.add." + part, "API Gateway cannot add only what is not there.",
                    "Write remove and append where clients do not send it themselves.");
        }
    }

    private static void remove(NativeForm form, PluginInstance plugin, List<String> names, String kind) {
        for (String name : names) {
            if (!kind.equals("header.") || isMappable(form, plugin, name)) {
                changed(form, plugin, name, form.request("remove", kind + cased(name, kind), ""));
            }
        }
    }

    private static void append(NativeForm form, PluginInstance plugin, Change<Template> change, String kind) {
        Optional<String> literal = literal(change.value());
        if (literal.isEmpty()) {
            form.refuse(plugin, "config.append", "a value is made of parts of the request.", "");
        } else if ((!kind.equals("header.") || isMappable(form, plugin, change.name()))
                && isPlain(form, plugin, literal.get())) {
            changed(form, plugin, change.name(),
                    form.request("append", kind + cased(change.name(), kind), literal.get()));
        }
    }

    /// What API Gateway would take for a variable of its own, and what no header field can hold.
    private static boolean isPlain(NativeForm form, PluginInstance plugin, String value) {
        boolean isPlain = value.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '$');
        if (!isPlain) {
            form.refuse(plugin, "config.append", "a value has characters that parameter mapping does not take.", "");
        }
        return isPlain;
    }

    private static boolean isMappable(NativeForm form, PluginInstance plugin, String name) {
        boolean isMappable = !ParameterMapping.isReserved(name) && !name.equalsIgnoreCase("Host");
        if (!isMappable) {
            form.refuse(plugin, "config", "API Gateway maps no field " + name + ".", "");
        }
        return isMappable;
    }

    private static void changed(NativeForm form, PluginInstance plugin, String name, boolean isFirst) {
        if (!isFirst) {
            form.refuse(plugin, "config", name + " is changed more than once.", "");
        }
        form.differ(Difference.TRANSFORMED_FIELDS);
    }

    private static String cased(String name, String kind) {
        return kind.equals("header.") ? lower(name) : name;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> literal(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (!(part instanceof Template.Part.Text(String literal))) {
                return Optional.empty();
            }
            text.append(literal);
        }
        return Optional.of(text.toString());
    }
}
