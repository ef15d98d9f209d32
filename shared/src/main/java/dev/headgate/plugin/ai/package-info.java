/// Kong's AI plugins: chats and prompts in OpenAI's format, to a model of any provider, in that provider's format. A
/// [Driver] knows a provider, a [LanguageModel] what is configured. Start at [AiProxy].
package dev.headgate.plugin.ai;
