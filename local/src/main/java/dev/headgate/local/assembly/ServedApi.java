package dev.headgate.local.assembly;

import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.time.Instant;

/// An API of an assembly as requests reach it. Implementations are safe for use by many threads.
public interface ServedApi {
    /// The API's id, which stands in its endpoint's name and in ARNs.
    String apiId();

    /// The answer that API Gateway gives.
    ///
    /// @param request as the client sent it: the path has the stage or the mapping's key in it
    Response answer(Request request, Arrival arrival);

    /// How a request came to an API.
    ///
    /// @param entry by which of the API's names
    /// @param apiRequestId API Gateway's own name for the request, which the request's id is made of
    /// @param time when it came
    record Arrival(Entry entry, String apiRequestId, Instant time) {}

    /// By which name a request came to an API.
    sealed interface Entry {
        /// By the API's own endpoint: the path begins with a stage's name, where there is such a stage.
        record Endpoint() implements Entry {}

        /// By a custom domain, whose mapping names the stage.
        ///
        /// @param stage of the API
        /// @param key what the path begins with, without slashes around it; empty for the mapping of the whole domain
        record Mapping(String stage, String key) implements Entry {}
    }
}
