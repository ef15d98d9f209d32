package dev.headgate.event;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The sizes at which API Gateway and Lambda stop, and what the client is told there. No gateway response customises any
/// of these answers: REST's REQUEST_TOO_LARGE is listed as one but has no effect (reapit/foundations#4338,
/// koki-develop/lgtm-generator#10).
///
/// Sources: the quotas of
/// [HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html),
/// [REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)
/// and [Lambda](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), and the reports named at each.
///
/// Pure and safe for use by many threads.
public final class GatewayLimits {
    /// The content of a request or response, 10 MB.
    public static final int PAYLOAD_BYTES_MAX = 10_485_760;
    /// Request line and header fields together.
    public static final int REQUEST_HEAD_BYTES_MAX = 10_240;
    /// An event for a function, 6 MB: "Request must be smaller than 6291456 bytes for the InvokeFunction operation".
    public static final int EVENT_BYTES_MAX = 6_291_456;
    /// A function's answer: "Exceeded maximum allowed payload size (6291556 bytes)".
    public static final int ANSWER_BYTES_MAX = 6_291_556;
    /// An authorizer's whole document, as far as is known; AWS publishes no figure. Stay below it.
    public static final int AUTHORIZER_DOCUMENT_BYTES_MAX = 8_192;
    /// The ARN of an authorized method with its path; above it REST answers 414.
    public static final int METHOD_ARN_BYTES_MAX = 1_600;

    private GatewayLimits() {}

    /// How many bytes the request line and the header fields have in HTTP/1.1's form.
    public static int requestHeadBytes(Request request) {
        int bytes = request.method().length() + utf8Bytes(request.target().toString()) + "  HTTP/1.1\r\n".length();
        for (Field field : request.headers().fields()) {
            bytes += utf8Bytes(field.name()) + utf8Bytes(field.value()) + ": \r\n".length();
        }
        return bytes;
    }

    /// API Gateway's answer to a request that is too large for it; absent when it is not.
    public static Optional<Response> refusalOf(PayloadFormat format, Request request) {
        if (requestHeadBytes(request) > REQUEST_HEAD_BYTES_MAX) {
            return Optional.of(headTooLarge(format));
        }
        return request.body().length() > PAYLOAD_BYTES_MAX ? Optional.of(contentTooLarge(format)) : Optional.empty();
    }

    /// API Gateway's answer when the event does not fit into an invocation, which base64 makes happen from 4.5 MB of
    /// content on; absent when it fits. REST's answer is koki-develop/lgtm-generator#10's, blank and all.
    public static Optional<Response> refusalOfEvent(PayloadFormat format, byte[] event) {
        if (event.length <= EVENT_BYTES_MAX) {
            return Optional.empty();
        }
        return Optional.of(switch (format) {
            case HTTP_API_V2, HTTP_API_V1 -> GatewayAnswers.message(413, "Request Entity Too Large");
            case REST -> GatewayAnswers.json(413, "{\"message\": \"Request Too Long\"}");
        });
    }

    /// API Gateway's answer when the function's answer is too large: Lambda takes that for a failed function
    /// (DataBiosphere/azul#8192 for REST); absent when it is not.
    public static Optional<Response> refusalOfAnswer(PayloadFormat format, byte[] payload) {
        return payload.length <= ANSWER_BYTES_MAX
                ? Optional.empty()
                : Optional.of(GatewayAnswers.functionError(format));
    }

    /// The answer to content above [#PAYLOAD_BYTES_MAX]. REST's is plain text under a malformed media type
    /// (koki-develop/lgtm-generator#10).
    public static Response contentTooLarge(PayloadFormat format) {
        return switch (format) {
            case HTTP_API_V2, HTTP_API_V1 -> GatewayAnswers.message(413, "Request Entity Too Large");
            case REST -> text(413, "HTTP content length exceeded " + PAYLOAD_BYTES_MAX + " bytes.");
        };
    }

    /// The answer to a request line with header fields above [#REQUEST_HEAD_BYTES_MAX]. REST's wording is reported from
    /// [2021](https://ntsblog.homedev.com.au/index.php/2021/03/09/aws-api-gateway-http-header-is-larger-than-10240-bytes/),
    /// the status from [2023](http://backbencher.dev/solved-431-status-code-with-request-header-fields-too-large).
    public static Response headTooLarge(PayloadFormat format) {
        return switch (format) {
            case HTTP_API_V2, HTTP_API_V1 -> GatewayAnswers.message(431, "Request Header Fields Too Large");
            case REST -> text(431, "HTTP header is larger than " + REQUEST_HEAD_BYTES_MAX + " bytes.");
        };
    }

    private static Response text(int status, String message) {
        return new Response(status, Headers.of("Content-Type", "text; charset=utf-8"), Body.utf8(message));
    }

    private static int utf8Bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
