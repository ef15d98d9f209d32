package dev.headgate.dynamodbemulator.fault;

/// What may befall a request on purpose.
public sealed interface Fault permits Fault.Throttled, Fault.ServerError, Fault.DroppedAnswer, Hang {
    /// ProvisionedThroughputExceededException, HTTP 400; nothing is applied.
    record Throttled() implements Fault {}

    /// InternalServerError, HTTP 500; nothing is applied.
    record ServerError() implements Fault {}

    /// The request is applied, then the connection is closed without an answer.
    record DroppedAnswer() implements Fault {}

    static Fault throttled() {
        return new Throttled();
    }

    static Fault internalError() {
        return new ServerError();
    }

    static Fault droppedAnswer() {
        return new DroppedAnswer();
    }
}
