package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// Turns away webhooks that are not signed with a known secret, or too old (standardwebhooks.com, symmetric signatures).
/// Source: kong/plugins/standard-webhooks.
///
/// @param secret what webhooks are signed with, taken as it stands
/// @param toleranceSeconds how old a webhook may be
public record StandardWebhooks(String secret, long toleranceSeconds) implements Plugin {
    /// Kong's standard-webhooks plugin.
    public static final PluginType<StandardWebhooks> TYPE = new PluginType<>("standard-webhooks", 760, RecordSchema.of(
            required("secret_v1", FieldType.text(), "What webhooks are signed with, taken as it stands.").secret()
                    .referenceable(),
            defaulted("tolerance_second", FieldType.whole(0, 1L << 53), 300L,
                    "How many seconds old a webhook may be. One of the future is never too old.")),
            false, StandardWebhooks::of);

    private static final String ID = "webhook-id";
    private static final String SIGNATURE = "webhook-signature";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,14}");

    private static StandardWebhooks of(Values config) {
        return new StandardWebhooks(config.text("secret_v1"), config.whole("tolerance_second"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// Looks at what earlier plugins made of the request, as Kong does: request-transformer can rename a sender's fields.
    @Override
    public Step access(Exchange exchange, PluginContext context) {
        boolean isGood = isSigned(exchange.upstream(), context.resources().clock().instant());
        return isGood ? exchange.proceed() : exchange.answer(Answers.error(exchange.request(), 400));
    }

    private boolean isSigned(UpstreamRequest webhook, Instant now) {
        Headers headers = webhook.headers();
        if (!headers.contains(ID) || !headers.contains(SIGNATURE) || !headers.contains(TIMESTAMP)
                || webhook.body().isEmpty()) {
            return false;
        }
        long seconds = seconds(headers.first(TIMESTAMP).strip());
        byte[] expected = expected(headers.first(ID), seconds, webhook.body().bytes());
        return !now.isAfter(Instant.ofEpochSecond(seconds).plusSeconds(toleranceSeconds))
                && Arrays.stream(headers.first(SIGNATURE).split(" "))
                        .anyMatch(given -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected));
    }

    /// What is no number was sent in 1970, as in Kong.
    private static long seconds(String timestamp) {
        return SECONDS.matcher(timestamp).matches() ? Long.parseLong(timestamp) : 0;
    }

    private byte[] expected(String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
        byte[] signature = HmacAlgorithm.HMAC_SHA256.sign(secret.getBytes(StandardCharsets.UTF_8), signed);
        return ("v1," + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.US_ASCII);
    }

    /// Without the secret, so that it never reaches a log.
    @Override
    public String toString() {
        return "StandardWebhooks[toleranceSeconds=" + toleranceSeconds + "]";
    }
}
