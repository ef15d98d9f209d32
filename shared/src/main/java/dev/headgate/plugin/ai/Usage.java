package dev.headgate.plugin.ai;

import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Num;
import java.util.Optional;

/// The tokens that an answer took, in OpenAI's words.
final class Usage {
    private Usage() {}

    /// The sum is left out where a part is unknown.
    static Members of(Optional<Num> prompt, Optional<Num> completion, Optional<Num> total) {
        Optional<Num> sum = total.isPresent() || prompt.isEmpty() || completion.isEmpty()
                ? total
                : Optional.of(Num.of(prompt.get().value() + completion.get().value()));
        return Members.NONE.withOptional("prompt_tokens", prompt).withOptional("completion_tokens", completion)
                .withOptional("total_tokens", sum);
    }
}
