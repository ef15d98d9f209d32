package dev.headgate.benchmarks.ratelimit;

/// What a run came to.
///
/// @param requests that a limiter decided on
/// @param admitted those that reached the backend
/// @param passed those of them that could not be counted
/// @param failed those that failed since they could not be counted
/// @param throttledByLambda those that came while all environments were busy; no limiter saw them
/// @param verdict what should have been admitted
/// @param environments how many were begun
/// @param writes calls that DynamoDB carried out as writes, those whose condition failed included
/// @param reads calls that it carried out as reads
/// @param throttledCalls calls that it throttled
/// @param unanswered calls without an answer in time
/// @param p50Millis what the limiter adds to half of all requests at the most
/// @param p99Millis and to all but one in a hundred
/// @param trace a digest of every decision and its moment
record Outcome(long requests, long admitted, long passed, long failed, long throttledByLambda, Oracle.Verdict verdict,
        long environments, long writes, long reads, double writeUnits, double readUnits, long throttledCalls,
        long unanswered, double p50Millis, double p99Millis, long trace) {
    /// How many of those that should have been admitted were: more than 1 is too many.
    double admittedShare() {
        return ratio(admitted, verdict.allowed());
    }

    /// How many of those that should have been admitted were refused though there was room.
    double wronglyRefusedShare() {
        return ratio(verdict.wronglyRefused(), verdict.allowed());
    }

    double writesPerRequest() {
        return ratio(writes, requests);
    }

    double readsPerRequest() {
        return ratio(reads, requests);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
