package dev.headgate.local.assembly.rest;

import dev.headgate.http.Response;

/// What became of a call of an integration.
sealed interface IntegrationOutcome {
    /// An answer for the client.
    record Answered(Response response) implements IntegrationOutcome {}

    /// None, for which API Gateway answers.
    record Failed(GatewayFailure failure) implements IntegrationOutcome {}
}
