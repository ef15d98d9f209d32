package dev.headgate.plugin.ai;

import java.util.Arrays;
import java.util.Locale;

/// Who runs a model.
enum Provider {
    OPENAI, AZURE, ANTHROPIC, COHERE, MISTRAL, LLAMA2, GEMINI, BEDROCK;

    /// What knows its format.
    Driver driver() {
        return switch (this) {
            case OPENAI, AZURE -> new OpenAiDriver();
            case ANTHROPIC -> new AnthropicDriver();
            case COHERE -> new CohereDriver();
            case MISTRAL, LLAMA2 -> new FormatDriver(kongName());
            case GEMINI -> new GeminiDriver();
            case BEDROCK -> new BedrockDriver();
        };
    }

    String kongName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Provider of(String kongName) {
        return Arrays.stream(values()).filter(provider -> provider.kongName().equals(kongName)).findFirst()
                .orElseThrow();
    }
}
