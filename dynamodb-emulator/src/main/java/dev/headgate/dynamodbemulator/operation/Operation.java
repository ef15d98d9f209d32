package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;

/// An operation of the API. Thread-safe.
interface Operation {
    /// Carries the request out.
    ///
    /// @throws dev.headgate.dynamodbemulator.error.ApiException what the client is to be told instead of an answer
    Json.Obj apply(Params params);
}
