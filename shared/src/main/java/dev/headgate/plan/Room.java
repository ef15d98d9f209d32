package dev.headgate.plan;

import java.util.List;
import java.util.Optional;

/// What one API holds, as it fills up. For one thread.
interface Room {
    /// Of the 1,000,000 bytes that CloudFormation takes as a template, what is left for what is said of answers.
    int ANSWER_BYTES_MAX = 200_000;

    /// Why a key is left out.
    record Refusal(ReasonCode code, String message, String rewording) {}

    /// Takes a key in, with what has to stand beside it, if there is room for all of it.
    ///
    /// @return why there is not; absent where it was taken
    Optional<Refusal> take(Candidate candidate);

    /// The keys that lead to the router, in the end; without those that every API has.
    List<RouteKey> guards();

    /// An empty API.
    static Room of(ApiType api) {
        return switch (api) {
            case HTTP -> new HttpApiRoom();
            case REST -> new RestApiRoom();
        };
    }
}
