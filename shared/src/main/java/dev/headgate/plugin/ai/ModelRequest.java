package dev.headgate.plugin.ai;

import dev.headgate.aws.AwsScope;
import dev.headgate.aws.AwsSigner;
import dev.headgate.http.Headers;
import dev.headgate.plugin.CallFailedException;
import dev.headgate.web.WebCall;
import java.io.IOException;

/// The header fields that a provider wants of any request.
final class ModelRequest {
    private ModelRequest() {}

    /// The fields with those of the provider.
    static Headers headers(LanguageModel model, Headers headers) {
        Headers own = model.provider() == Provider.ANTHROPIC && !model.options().anthropicVersion().isEmpty()
                ? headers.with("anthropic-version", model.options().anthropicVersion())
                : headers;
        return model.auth().into(own);
    }

    /// The call with a signature where the provider wants one.
    static WebCall signed(LanguageModel model, WebCall call, AwsSigner aws) {
        if (model.provider() != Provider.BEDROCK) {
            return call;
        }
        try {
            return aws.sign(call, new AwsScope("bedrock", ModelAddress.region(model, aws), model.auth().aws()));
        } catch (IOException e) {
            throw new CallFailedException(e.getMessage(), e);
        }
    }
}
