package dev.headgate.dynamodbemulator.error;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import java.util.Map;

/// An error a client is to see. It carries no stack trace: it is an answer, not a fault of this program.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final transient Map<String, Json> details;

    /// @param details further members of the answer, such as `Item` or `CancellationReasons`
    public ApiException(ErrorType type, String message, Map<String, Json> details) {
        super(message, null, false, false);
        this.type = type;
        this.details = Map.copyOf(details);
    }

    public ApiException(ErrorType type, String message) {
        this(type, message, Map.of());
    }

    /// The request breaks a rule that holds whatever the table contains, or one the item at hand does not meet.
    public static ApiException validation(String message) {
        return new ApiException(ErrorType.VALIDATION, message);
    }

    /// DynamoDB's most frequent beginning of a validation message.
    public static ApiException invalidParameter(String what) {
        return validation("One or more parameter values were invalid: " + what);
    }

    /// A value broke one of the constraints of the service model.
    public static ApiException constraint(String value, String member, String constraint) {
        return validation("1 validation error detected: Value " + value + " at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    public ErrorType type() {
        return type;
    }

    /// A member of the answer beside type and message.
    public Map<String, Json> details() {
        return details;
    }

    /// The answer's body.
    public Json.Obj body() {
        JsonObject body = new JsonObject().put("__type", type.wireName()).put("message", getMessage());
        details.forEach(body::put);
        return body.build();
    }
}
