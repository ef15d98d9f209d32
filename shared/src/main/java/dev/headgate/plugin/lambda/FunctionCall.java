package dev.headgate.plugin.lambda;

import dev.headgate.aws.AwsAccess;
import dev.headgate.aws.AwsScope;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.TimeLeft;
import dev.headgate.web.WebCall;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Calls a function: once, since a second call could do its work twice. Source: AWS Lambda API reference, Invoke.
///
/// @param functionName name, partial or whole ARN
/// @param qualifier version or alias; empty for none
/// @param invocationType `RequestResponse`, `Event` or `DryRun`
/// @param logType `Tail` or `None`
/// @param endpoint where Lambda's API is
/// @param access whose credentials the call is made with
/// @param timeout from connecting to the end of the answer
public record FunctionCall(
        String functionName,
        String qualifier,
        String invocationType,
        String logType,
        Endpoint endpoint,
        AwsAccess access,
        Duration timeout) {
    /// What a function answers, and some more for its framing.
    private static final int ANSWER_BYTES_MAX = 7 << 20;
    private static final int BAD_REQUEST = 400;
    private static final int HTTPS = 443;

    /// Where Lambda's API is, as far as it is configured.
    ///
    /// @param region empty for that of the environment
    /// @param host empty for the public one, or the one that the environment says
    /// @param port 443 unless configured
    /// @param disableHttps whether the call is made in the clear
    public record Endpoint(String region, String host, int port, boolean disableHttps) {
        private URI address(Resources resources, String inRegion, String path, String query) throws IOException {
            URI given = host.isEmpty() ? resources.aws().endpoint("lambda", inRegion) : URI.create("https://" + host);
            String scheme = disableHttps ? "http" : given.getScheme();
            int explicit = port == HTTPS && !(disableHttps && !host.isEmpty()) ? given.getPort() : port;
            String authority = given.getHost() + (isDefault(scheme, explicit) ? "" : ":" + explicit);
            try {
                return new URI(scheme + "://" + authority + path + (query.isEmpty() ? "" : "?" + query));
            } catch (URISyntaxException e) {
                throw new IOException("there is no address of Lambda's API: " + e.getMessage(), e);
            }
        }

        private static boolean isDefault(String scheme, int port) {
            return port < 0 || scheme.equals("https") && port == HTTPS || scheme.equals("http") && port == 80;
        }
    }

    /// Whether nothing is special about the call: its answer is waited for, in the gateway's Region and by its own role.
    boolean isPlain() {
        return invocationType.equals("RequestResponse") && access instanceof AwsAccess.Environment
                && endpoint.equals(new Endpoint("", "", HTTPS, false));
    }

    /// Calls the function with this event.
    ///
    /// @return whatever it answers, errors of its own included
    /// @throws IOException when Lambda does not let it be called, or there is no answer in time
    Response send(Body event, TimeLeft timeLeft, Resources resources) throws IOException {
        String region = endpoint.region().isEmpty()
                ? resources.aws().region()
                        .orElseThrow(() -> new IOException("no region specified: neither aws_region nor AWS_REGION"))
                : endpoint.region();
        URI address = endpoint.address(resources, region,
                "/2015-03-31/functions/" + encoded(functionName) + "/invocations",
                qualifier.isEmpty() ? "" : "Qualifier=" + encoded(qualifier));
        Headers headers = Headers.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Invocation-Type",
                invocationType, "X-Amz-Log-Type", logType);
        WebCall call = new WebCall("POST", address, headers, event, timeLeft.atMost(timeout), ANSWER_BYTES_MAX, true);
        Response answered = resources.web()
                .send(resources.aws().sign(call, new AwsScope("lambda", region, access)));
        if (answered.status() >= BAD_REQUEST) {
            throw new IOException("Lambda does not call " + functionName + ": " + answered.status() + " "
                    + answered.headers().first("X-Amzn-ErrorType"));
        }
        return answered;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
