package dev.headgate.plugin;

import dev.headgate.http.Response;

/// What becomes of a request after a plugin's access phase.
public sealed interface Step {
    /// The exchange as later plugins and the answer's way back see it.
    Exchange exchange();

    /// The request goes on.
    record Proceed(Exchange exchange) implements Step {}

    /// The plugin answers it.
    record Answer(Exchange exchange, Response response) implements Step {}
}
