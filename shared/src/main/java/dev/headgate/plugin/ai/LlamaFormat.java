package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.List;
import java.util.Optional;

/// Llama 2 as it is: one text with instruction marks (kong/llm/drivers/llama2.lua, `to_raw` and `from_raw`).
record LlamaFormat() implements Driver {
    private static final String END = "[/INST]";

    @Override
    public Members toProvider(Members request, LanguageModel model) {
        Members merged = model.options().into(request);
        Members parameters = Members.NONE.withOptional("max_new_tokens", merged.member("max_tokens"))
                .withOptional("top_p", merged.member("top_p")).withOptional("top_k", merged.member("top_k"))
                .withOptional("temperature", merged.member("temperature")).with("stream", false);
        String inputs = merged.member("messages").isPresent()
                ? instructions(merged.objects("messages"))
                : "<s> [INST] <<SYS>> You are a helpful assistant. <<SYS>> " + merged.text("prompt").orElse("") + " "
                        + END;
        return Members.NONE.with("parameters", parameters).with("inputs", inputs);
    }

    private static String instructions(List<Members> messages) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < messages.size(); i++) {
            String content = messages.get(i).text("content").orElse("");
            switch (i) {
                case 0 -> text.append("<s>[INST] <<SYS>> ").append(content).append(" <</SYS>>");
                case 1 -> text.append(' ').append(content).append(" " + END);
                default -> {
                    switch (messages.get(i).text("role").orElse("")) {
                        case "system" -> text.append(' ').append(content).append(" </s>");
                        case "user" -> text.append(" <s>[INST] ").append(content).append(" " + END);
                        default -> {
                        }
                    }
                }
            }
        }
        return text.toString();
    }

    @Override
    public JsonValue fromProvider(JsonValue answer, LanguageModel model) throws PromptException {
        Members said = answer instanceof Members members ? members : Members.NONE;
        if (said.items("data").size() != 1) {
            throw new PromptException("cannot parse response from llama2 endpoint");
        }
        Optional<String> generated = said.objects("data").stream().flatMap(item -> item.text("generated_text")
                .stream()).findFirst();
        if (generated.isEmpty()) {
            throw new PromptException("response data is empty from llama2 endpoint");
        }
        String text = generated.get().substring(generated.get().lastIndexOf(END) < 0
                ? 0
                : generated.get().lastIndexOf(END) + END.length()).strip();
        Members choice = Members.NONE.with("index", Num.of(0));
        Members converted = switch (model.routeType()) {
            case CHAT, PRESERVE -> Members.NONE.with("choices", Items.of(choice.with("message",
                    Members.NONE.with("content", text).with("role", "assistant")))).with("object", "chat.completion");
            case COMPLETIONS -> Members.NONE.with("choices", Items.of(choice.with("text", text))).with("object",
                    "text_completion");
        };
        return converted.withOptional("usage", said.member("usage"));
    }
}
