package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.model.Protocol;
import dev.headgate.plugin.BackendAnswer;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.Step;
import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.plugin.UpstreamTarget;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import dev.headgate.web.WebCall;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Sends chats and prompts in OpenAI's format to a model of any provider, instead of the service's backend. Source:
/// kong/plugins/ai-proxy, kong/llm.
///
/// @param model the model, with templates
/// @param maxRequestBodySize the largest body that is read, in bytes
/// @param modelNameHeader whether answers name the model
public record AiProxy(LanguageModel model, long maxRequestBodySize, boolean modelNameHeader) implements Plugin {
    private static final RecordSchema SCHEMA = AiFields.schema().and(
            defaulted("response_streaming", FieldType.oneOf("allow", "deny", "always"), "allow",
                    "Whether answers may be streamed. They are not: a request for a stream is answered as with `deny`, and `always` is refused."),
            AiFields.maxRequestBodySize(),
            defaulted("model_name_header", FieldType.flag(), true,
                    "Whether answers name provider and model in `X-Kong-LLM-Model`."),
            AiFields.llmFormat()).check((config, plugin) -> AiFields.check("config", config, plugin))
            .check(AiProxy::checkStreaming);

    /// Kong's ai-proxy plugin.
    public static final PluginType<AiProxy> TYPE = new PluginType<>("ai-proxy", 770, SCHEMA, true, AiProxy::of);

    /// Providers whose cookies go no further.
    private static final Set<Provider> COOKIES_DROPPED = Set.of(Provider.OPENAI, Provider.AZURE, Provider.MISTRAL,
            Provider.GEMINI, Provider.BEDROCK);

    /// How long credentials are waited for.
    private static final Duration SIGNING_LIMIT = Duration.ofSeconds(10);

    /// The model that a request went to, for the response phase.
    private record Asked(LanguageModel model) {}

    private static AiProxy of(Values config) {
        return new AiProxy(LanguageModel.read(config), config.whole("max_request_body_size"),
                config.flag("model_name_header"));
    }

    private static void checkStreaming(Values config, Entity plugin) {
        if (config.text("response_streaming").equals("always")) {
            plugin.report(Code.HG0205, config.location("response_streaming"), "config.response_streaming",
                    "always: Headgate does not stream answers.", "Write deny, or keep this route on Kong.");
        }
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Members request = PromptRequest.of(exchange, maxRequestBodySize);
        try {
            LanguageModel asked = named(ModelTemplates.filled(model, exchange), request);
            refuseStreams(request);
            Optional<Members> converted = asked.routeType() == RouteType.PRESERVE
                    ? Optional.empty()
                    : Optional.of(asked.auth().into(asked.provider().driver().toProvider(request, asked)));
            return toModel(exchange, asked, converted, context.resources()).proceed();
        } catch (PromptException e) {
            return exchange.answer(PromptRequest.error(400, e.getMessage()));
        }
    }

    /// The model that is asked, after the checks of kong/llm/plugin/shared-filters/normalize-request.lua.
    private static LanguageModel named(LanguageModel model, Members request) throws PromptException {
        boolean preserves = model.routeType() == RouteType.PRESERVE;
        if (!preserves && !PromptRequest.isChat(request) && PromptRequest.prompt(request).isEmpty()) {
            throw new PromptException("request body doesn't contain valid prompts");
        }
        String wanted = request.text("model").orElse("");
        LanguageModel named = model.name().isEmpty() ? model.named(wanted) : model;
        if (!wanted.isEmpty() && !wanted.equals(named.name())) {
            throw new PromptException("cannot use own model - must be: " + named.name());
        }
        if (!preserves && named.name().isEmpty()) {
            throw new PromptException("model parameter not found in request, nor in gateway configuration");
        }
        if (!preserves) {
            checkFormat(named, request);
        }
        return named;
    }

    private static void checkFormat(LanguageModel model, Members request) throws PromptException {
        boolean chat = PromptRequest.isChat(request);
        if (chat && PromptRequest.prompt(request).isPresent()) {
            throw new PromptException("request matches multiple LLM request formats");
        }
        RouteType format = chat ? RouteType.CHAT : RouteType.COMPLETIONS;
        if (format != model.routeType()) {
            throw new PromptException("[" + format.kongName() + "] message format is not compatible with ["
                    + model.routeType().kongName() + "] route type");
        }
    }

    private static void refuseStreams(Members request) throws PromptException {
        if (request.member("stream").filter(flag -> !flag.equals(new JsonValue.Flag(false))).isPresent()) {
            throw new PromptException("response streaming is not enabled for this LLM");
        }
    }

    private static Exchange toModel(Exchange exchange, LanguageModel model, Optional<Members> converted,
            Resources resources) {
        URI address = ModelAddress.of(model, exchange.match().normalizedPath(), resources.aws());
        UpstreamRequest before = exchange.upstream();
        Headers headers = ModelRequest.headers(model, before.headers()).with("Accept-Encoding", "identity");
        UpstreamRequest request = new UpstreamRequest(before.method(), "", address.getRawPath(),
                query(model, before.rawQuery()),
                converted.isPresent() ? headers.with("Content-Type", "application/json") : headers,
                converted.map(members -> Body.utf8(members.document())).orElse(before.body()));
        Protocol protocol = address.getScheme().equals("https") ? Protocol.HTTPS : Protocol.HTTP;
        int port = address.getPort() < 0 ? protocol.defaultPort() : address.getPort();
        return exchange.withUpstream(signed(model, request, address, resources))
                .withNote(new UpstreamTarget(protocol, address.getHost(), port)).withNote(new BackendAnswer.Awaited())
                .withNote(new Asked(model));
    }

    private static String query(LanguageModel model, String rawQuery) {
        Query before = Query.parse(rawQuery);
        Query versioned = model.provider() == Provider.AZURE && !before.contains("api-version")
                ? before.with("api-version", model.options().azureApiVersion())
                : before;
        Query after = model.auth().into(versioned);
        return after.equals(before) ? rawQuery : after.encoded();
    }

    private static UpstreamRequest signed(LanguageModel model, UpstreamRequest request, URI address,
            Resources resources) {
        if (model.provider() != Provider.BEDROCK) {
            return request;
        }
        URI whole = URI.create(address + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery()));
        WebCall call = new WebCall(request.method(), whole,
                Headers.of("Content-Type", request.headers().first("Content-Type")), request.body(), SIGNING_LIMIT,
                WebCall.ANSWER_BYTES_MAX, true);
        WebCall signed = ModelRequest.signed(model, call, resources.aws());
        Headers headers = request.headers();
        for (Headers.Field field : signed.headers().fields()) {
            headers = headers.with(field.name(), field.value());
        }
        return request.withHeaders(headers);
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        Optional<Asked> asked = exchange.note(Asked.class);
        boolean succeeded = exchange.note(BackendAnswer.class).map(BackendAnswer::status)
                .orElse(0) == 200;
        if (asked.isEmpty() || !succeeded) {
            return response;
        }
        LanguageModel model = asked.get().model();
        Response labelled = modelNameHeader
                ? response.withHeader("X-Kong-LLM-Model", model.provider().kongName() + "/" + model.name())
                : response;
        return model.routeType() == RouteType.PRESERVE ? labelled : converted(labelled, model);
    }

    private static Response converted(Response response, LanguageModel model) {
        Headers headers = response.headers().without("Content-Encoding");
        Response clean = response.withHeaders(COOKIES_DROPPED.contains(model.provider())
                ? headers.without("Set-Cookie")
                : headers);
        try {
            return clean.withBody(Body.utf8(ModelAnswer.converted(ModelAnswer.plain(response), model).document()));
        } catch (PromptException e) {
            return clean.withStatus(500).withBody(PromptRequest.error(500, e.getMessage()).body());
        }
    }
}
