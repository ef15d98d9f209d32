package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The tokens by which a repeated transaction is known: for ten minutes from its end, in memory. Transactions with
/// tokens run one after the other. Thread-safe.
final class ClientTokens {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int LENGTH_MAX = 36;
    private static final String TOKEN = "ClientRequestToken";

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    // In the order of their ends, which is the order they are forgotten in.
    private final Map<String, Done> done = new LinkedHashMap<>();

    private record Done(Json.Obj request, Instant at) {}

    ClientTokens(InstantSource clock) {
        this.clock = clock;
    }

    /// The token, if it can be one.
    static String require(String token) {
        if (token.isEmpty() || token.length() > LENGTH_MAX) {
            throw ApiException.constraint("'" + token + "'", "clientRequestToken",
                    "Member must have length between 1 and " + LENGTH_MAX);
        }
        return token;
    }

    /// Runs a request unless the same has succeeded before.
    ///
    /// @throws ApiException IdempotentParameterMismatchException where the token came with another request
    Json.Obj once(String token, Json.Obj request, Supplier<Json.Obj> first, Supplier<Json.Obj> again) {
        lock.lock();
        try {
            forgetOld();
            Done before = done.get(token);
            if (before == null) {
                Json.Obj answer = first.get();
                done.put(token, new Done(withoutReport(request), clock.instant()));
                return answer;
            }
            if (!before.request().equals(withoutReport(request))) {
                throw new ApiException(ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
                        TOKEN + " was used before with other parameters");
            }
            return again.get();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(REMEMBERED);
        done.values().removeIf(entry -> entry.at().isBefore(oldest));
    }

    /// What a client wants to be told is no part of what it wants to be done.
    private static Json.Obj withoutReport(Json.Obj request) {
        Map<String, Json> members = new LinkedHashMap<>(request.members());
        members.remove("ReturnConsumedCapacity");
        return new Json.Obj(members);
    }
}
