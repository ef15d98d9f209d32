package dev.headgate.plugin.ai;

import dev.headgate.http.Body;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Reads what a provider answers.
final class ModelAnswer {
    /// Several times what Lambda hands over; more can only be an attack.
    private static final int BYTES_MAX = 32 << 20;

    private ModelAnswer() {}

    /// The answer in OpenAI's format, as Kong words what is wrong with it.
    static JsonValue converted(Body body, LanguageModel model) throws PromptException {
        Optional<JsonValue> answer = JsonValue.parse(body);
        try {
            return model.provider().driver().fromProvider(answer.orElseThrow(
                    () -> new PromptException("failed to decode " + model.routeType().kongName() + " response")),
                    model);
        } catch (PromptException e) {
            throw new PromptException("transformation failed from type " + model.provider().kongName() + "://"
                    + model.routeType().kongName() + ": " + e.getMessage());
        }
    }

    /// The content without compression; as it came where it is not what its field says.
    static Body plain(Response response) {
        if (!response.headers().first("Content-Encoding").equalsIgnoreCase("gzip")) {
            return response.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body().bytes()))) {
            return Body.of(in.readNBytes(BYTES_MAX));
        } catch (IOException _) {
            return response.body();
        }
    }
}
