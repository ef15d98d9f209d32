package dev.headgate.local.assembly.http;

import dev.headgate.http.Response;

/// What an authorizer makes of a request.
sealed interface Verdict {
    /// It goes on.
    record Passed(Caller caller) implements Verdict {}

    /// API Gateway answers.
    record Refused(Response response) implements Verdict {}
}
