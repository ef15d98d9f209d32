package dev.headgate.plugin;

import static dev.headgate.plugin.TransformerFields.group;
import static dev.headgate.plugin.TransformerFields.names;
import static dev.headgate.plugin.TransformerFields.pairs;
import static dev.headgate.schema.Field.optional;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.plugin.transform.BodyEdits;
import dev.headgate.plugin.transform.Edits;
import dev.headgate.plugin.transform.HeaderEdits;
import dev.headgate.plugin.transform.ParameterEdits;
import dev.headgate.plugin.transform.RenderException;
import dev.headgate.plugin.transform.Template;
import dev.headgate.plugin.transform.TemplateValues;
import dev.headgate.plugin.transform.UriPath;
import dev.headgate.routing.Match;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.Optional;

/// Changes requests on their way to the backend: path, method, header fields, query and body. Values can be templates,
/// which see the request as it came to this plugin. Source: kong/plugins/request-transformer.
///
/// @param httpMethod the method that the backend sees; empty to leave it
/// @param uri the path that the backend sees; absent to leave it
/// @param headers edits of header fields
/// @param querystring edits of the query's parameters
/// @param body edits of a JSON object's members or a form's fields
public record RequestTransformer(
        String httpMethod,
        Optional<Template> uri,
        Edits<Template> headers,
        Edits<Template> querystring,
        Edits<Template> body)
        implements
            Plugin {
    /// Kong's request-transformer plugin.
    public static final PluginType<RequestTransformer> TYPE = new PluginType<>("request-transformer", 801,
            RecordSchema.of(
                    optional("http_method", FieldType.text(RequestTransformerChecks.METHOD_RULES),
                            "The method that the backend sees, in capitals. With GET, HEAD or TRACE the fields of a form go into the query too."),
                    group("remove", "What goes.",
                            names("headers", "Names of header fields."),
                            names("querystring", "Names of query parameters."),
                            names("body", "Names of JSON members or form fields.")),
                    group("rename", "What gets another name, `old:new`; one that has the new name gives way.",
                            pairs("headers", "Header fields."),
                            pairs("querystring", "Query parameters. The new name can be a template."),
                            pairs("body", "JSON members or form fields. The new name can be a template.")),
                    group("replace", "What gets another value, `name:value`, where it is there.",
                            pairs("headers", "Header fields; Host is always there."),
                            pairs("querystring", "Query parameters."),
                            pairs("body", "JSON members or form fields."),
                            optional("uri", FieldType.text(), "The path that the backend sees; the query stays.")),
                    group("add", "What is set, `name:value`, where it is not there.",
                            pairs("headers", "Header fields."),
                            pairs("querystring", "Query parameters."),
                            pairs("body", "JSON members or form fields.")),
                    group("append", "What gets a further value, `name:value`, there or not.",
                            pairs("headers", "Header fields."),
                            pairs("querystring", "Query parameters."),
                            pairs("body", "JSON members or fields of a url-encoded form.")))
                    .check(RequestTransformerChecks::check),
            true, RequestTransformer::of);

    private static RequestTransformer of(Values config) {
        return new RequestTransformer(config.text("http_method"),
                config.group("replace").map(replace -> replace.text("uri")).filter(uri -> !uri.isEmpty())
                        .map(RequestTransformerChecks::template),
                edits(config, "headers"), edits(config, "querystring"), edits(config, "body"));
    }

    private static Edits<Template> edits(Values config, String part) {
        return TransformerFields.edits(config, part).map(RequestTransformerChecks::template);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        TemplateValues values = valuesOf(exchange);
        UpstreamRequest request = exchange.upstream();
        request = uri.isPresent() ? request.withPath(path(uri.get(), values)) : request;
        request = withMethod(request);
        request = withHeaders(request, headers.map(value -> value.render(values)));
        request = withBody(request, values);
        request = querystring.isEmpty()
                ? request
                : request.withRawQuery(ParameterEdits.apply(request.rawQuery(),
                        querystring.map(value -> value.render(values))));
        return exchange.withUpstream(request).proceed();
    }

    private static TemplateValues valuesOf(Exchange exchange) {
        UpstreamRequest request = exchange.upstream();
        Headers withHost = request.headers().contains("Host")
                ? request.headers()
                : request.headers().plus("Host", exchange.request().host());
        Match match = exchange.match();
        return new TemplateValues(withHost, Query.parse(request.rawQuery()), match.matchedPath(),
                match.captures().numbered(), match.captures().named(),
                exchange.note(SharedValues.class).orElse(SharedValues.NONE).values());
    }

    private static String path(Template template, TemplateValues values) {
        String path = template.render(values);
        if (!path.startsWith("/")) {
            throw new RenderException("the template of replace.uri has made a path that does not begin with a slash");
        }
        return UriPath.escape(path);
    }

    private UpstreamRequest withMethod(UpstreamRequest request) {
        if (httpMethod.isEmpty()) {
            return request;
        }
        UpstreamRequest changed = request.withMethod(httpMethod);
        return switch (httpMethod) {
            case "GET", "HEAD", "TRACE" -> BodyEdits.of(request.headers().first("Content-Type"))
                    .filter(BodyEdits.FORM::equals).map(_ -> withFormInQuery(changed)).orElse(changed);
            default -> changed;
        };
    }

    /// Such methods have no body that a backend would look at, so that the fields of a form move into the query.
    private static UpstreamRequest withFormInQuery(UpstreamRequest request) {
        String form = Query.parse(request.body().utf8()).encoded();
        String separator = form.isEmpty() || request.rawQuery().isEmpty() ? "" : "&";
        return request.withRawQuery(request.rawQuery() + separator + form);
    }

    private static UpstreamRequest withHeaders(UpstreamRequest request, Edits<String> edits) {
        HeaderEdits.Edited edited = HeaderEdits.apply(request.headers(), edits);
        UpstreamRequest changed = request.withHeaders(edited.headers());
        return edited.host().isEmpty() ? changed : changed.withHostHeader(edited.host());
    }

    private UpstreamRequest withBody(UpstreamRequest request, TemplateValues values) {
        String contentType = request.headers().first("Content-Type");
        Optional<BodyEdits> kind = body.isEmpty() ? Optional.empty() : BodyEdits.of(contentType);
        if (kind.isEmpty()) {
            return request;
        }
        Body edited = kind.get().apply(request.body(), contentType, body.map(value -> value.render(values)));
        return request.withBody(edited);
    }
}
