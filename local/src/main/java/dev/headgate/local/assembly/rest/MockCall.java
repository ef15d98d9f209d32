package dev.headgate.local.assembly.rest;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.rest.RestIntegration.MockAnswer;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers as MOCK does: the request's template says a status, an answer of the integration is chosen by it, and makes
/// what the client gets ([mock integrations](https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html)).
///
/// Bodies of a binary media type are no text, and templates take text only: with the binary media type `*/*` both halves
/// answer 500 unless they convert to text (aws/chalice#1310, LocalStack's tests against AWS,
/// [content type conversions](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html)).
/// A request without Content-Type counts as JSON, and of Accept the first media type counts.
final class MockCall {
    private static final String JSON = "application/json";
    /// The document need not be JSON to the letter: CDK's own is `{ statusCode: 200 }`.
    private static final Pattern STATUS = Pattern.compile("[{,]\\s*[\"']?statusCode[\"']?\\s*:\\s*([0-9]+)\\s*[,}]");

    private final BinaryMediaTypes binary;
    private final Undocumented undocumented;

    MockCall(BinaryMediaTypes binary, Undocumented undocumented) {
        this.binary = binary;
        this.undocumented = undocumented;
    }

    IntegrationOutcome call(RestIntegration.Mock integration, RequestValues values) {
        try {
            TemplateScope scope = new TemplateScope(values, "");
            String document = requested(integration, values.request(), scope);
            Matcher status = STATUS.matcher(document);
            if (!document.strip().startsWith("{") || !status.find()) {
                return new IntegrationOutcome.Failed(GatewayFailure.internal());
            }
            return new IntegrationOutcome.Answered(answer(chosen(integration, status.group(1)), values, scope));
        } catch (UnansweredException e) {
            return new IntegrationOutcome.Failed(e.failure());
        } catch (IllegalArgumentException _) {
            // A function of a template got what it does not take.
            return new IntegrationOutcome.Failed(GatewayFailure.internal());
        }
    }

    /// What the request's template makes of it, or the body where there is no template for it.
    private String requested(RestIntegration.Mock integration, Request request, TemplateScope scope)
            throws UnansweredException {
        String sent = request.headers().first("Content-Type");
        String mediaType = sent.isEmpty() ? JSON : switch (undocumented.mediaTypes()) {
            case WITHOUT_PARAMETERS -> MediaTypes.essence(sent);
            case TO_THE_LETTER -> sent;
        };
        boolean isText = !binary.contain(MediaTypes.essence(mediaType));
        Optional<MappingTemplate> template = Optional.ofNullable(integration.templates().get(mediaType));
        boolean passes = switch (integration.passthrough()) {
            case WHEN_NO_MATCH -> true;
            case WHEN_NO_TEMPLATES -> integration.templates().isEmpty();
            case NEVER -> false;
        };
        if (template.isEmpty() && !passes) {
            throw new UnansweredException(GatewayFailure.unsupportedMediaType());
        }
        if (template.isPresent() && !isText && !integration.convertsToText()) {
            throw new UnansweredException(GatewayFailure.configuration());
        }
        String body = isText || !integration.convertsToText()
                ? request.body().utf8()
                : Base64.getEncoder().encodeToString(request.body().bytes());
        scope.next(body);
        return template.map(found -> found.filled(scope)).orElse(body);
    }

    private static MockAnswer chosen(RestIntegration.Mock integration, String status) throws UnansweredException {
        Optional<MockAnswer> selected = integration.answers().stream()
                .filter(answer -> answer.selection().filter(pattern -> pattern.matcher(status).matches()).isPresent())
                .findFirst();
        return selected
                .or(() -> integration.answers().stream().filter(answer -> answer.selection().isEmpty()).findFirst())
                .orElseThrow(() -> new UnansweredException(GatewayFailure.configuration()));
    }

    private Response answer(MockAnswer answer, RequestValues values, TemplateScope scope) throws UnansweredException {
        Optional<Map.Entry<String, MappingTemplate>> template = template(answer, values.request());
        boolean becomesBinary = !answer.convertsToText() && isAccepted(values.request().headers().first("Accept"));
        if (becomesBinary && template.isPresent()) {
            throw new UnansweredException(GatewayFailure.configuration());
        }
        scope.next("");
        String body = template.map(found -> found.getValue().filled(scope)).orElse("");
        Headers headers = Headers.of("Content-Type", template.map(Map.Entry::getKey).orElse(JSON));
        for (Map.Entry<String, ValueSource> header : new TreeMap<>(answer.headers()).entrySet()) {
            headers = written(headers, header.getKey(), values.value(header.getValue()));
        }
        for (Map.Entry<String, String> header : scope.headers().entrySet()) {
            headers = written(headers, header.getKey(), header.getValue());
        }
        return new Response(scope.status().orElse(answer.status()), headers, Body.utf8(body));
    }

    /// Whether what the client accepts first is binary.
    private boolean isAccepted(String accept) {
        String first = MediaTypes.first(accept);
        return switch (undocumented.mockAccept()) {
            case BINARY -> binary.contain(first.isEmpty() ? "*/*" : first);
            case TEXT -> !first.equals("*/*") && binary.contain(first);
        };
    }

    /// The one for what the client accepts, else JSON's, else any (LocalStack's tests against AWS).
    private static Optional<Map.Entry<String, MappingTemplate>> template(MockAnswer answer, Request request) {
        Map<String, MappingTemplate> templates = new TreeMap<>(answer.templates());
        String accepted = MediaTypes.first(request.headers().first("Accept"));
        return templates.entrySet().stream().filter(entry -> entry.getKey().equals(accepted)).findFirst()
                .or(() -> templates.entrySet().stream().filter(entry -> entry.getKey().equals(JSON)).findFirst())
                .or(() -> templates.entrySet().stream().findFirst());
    }

    private static Headers written(Headers headers, String name, String value) {
        if (value.isEmpty() || name.equalsIgnoreCase("Transfer-Encoding")) {
            return headers;
        }
        return headers.with(
                FieldNames.REMAPPED_OF_MOCK.contains(name) ? FieldNames.REMAPPED_PREFIX + name : name, value);
    }

    /// API Gateway answers in the integration's place.
    private static final class UnansweredException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient GatewayFailure failure;

        UnansweredException(GatewayFailure failure) {
            super(failure.type().name().toLowerCase(Locale.ROOT));
            this.failure = failure;
        }

        GatewayFailure failure() {
            return failure;
        }
    }
}
