package dev.headgate.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What API Gateway does with the requests of a native key.
public sealed interface Integration {
    /// Calls a public HTTP backend.
    ///
    /// @param method that the backend sees; `ANY` for the request's own
    /// @param uri with the key's variables in brackets; for a backend that is asked for the request's own path, without one
    /// @param mapping changes to requests and answers
    record HttpProxy(String method, String uri, ParameterMapping mapping) implements Integration {}

    /// Calls a private HTTP backend by a VPC link, which only HTTP APIs can. The mapping always says the path, since API
    /// Gateway would send the stage's name in it, and the Host, which would be the client's.
    ///
    /// @param method that the backend sees; `ANY` for the request's own
    /// @param host by which the settings name the backend's listeners, one for each Region
    /// @param serverName for which the backend's certificate has to be; empty where it speaks no TLS
    /// @param mapping changes to requests and answers
    record VpcLink(String method, String host, String serverName, ParameterMapping mapping) implements Integration {
        private String address() {
            String path = mapping.passesPath()
                    ? " (same path)"
                    : mapping.request().getOrDefault(ParameterMapping.PATH, "").replace("${request.path.", "{");
            return (serverName.isEmpty() ? "http://" : "https://")
                    + mapping.request().getOrDefault(ParameterMapping.HOST, host) + path;
        }
    }

    /// Invokes a function with API Gateway's own event in payload format 1.0.
    ///
    /// @param function its name, or its whole ARN
    /// @param qualifier version or alias; empty for none
    record LambdaProxy(String function, String qualifier) implements Integration {}

    /// Answers by itself, which only REST APIs can.
    ///
    /// @param status 200 to 599
    /// @param contentType empty for none
    /// @param body may be empty
    record Constant(int status, String contentType, String body) implements Integration {}

    /// What is called, for people.
    default String target() {
        return switch (this) {
            case HttpProxy(_, String uri, ParameterMapping mapping) ->
                    mapping.passesPath() ? uri + " (same path)" : uri;
            case VpcLink link -> link.address() + " by VPC link";
            case LambdaProxy(String function, String qualifier) ->
                    "function " + function + (qualifier.isEmpty() ? "" : ":" + qualifier);
            case Constant(int status, _, _) -> "answer " + status;
        };
    }

    /// How many bytes of a template what it says of answers takes, roughly: an HTTP API is told changes for every status.
    default int answerBytes() {
        return switch (this) {
            case HttpProxy(_, _, ParameterMapping mapping) -> mapping.answerBytes();
            case VpcLink(_, _, _, ParameterMapping mapping) -> mapping.answerBytes();
            case LambdaProxy _ -> 0;
            case Constant(_, _, String body) -> body.getBytes(StandardCharsets.UTF_8).length;
        };
    }

    /// What is called, as a list of texts that are alike where two keys can share one resource.
    default List<String> identity() {
        return switch (this) {
            case HttpProxy(String method, String uri, ParameterMapping mapping) ->
                    List.of("http", method, uri, mapping.request().toString(), mapping.response().toString());
            case VpcLink(String method, String host, String serverName, ParameterMapping mapping) ->
                    List.of("vpc_link", method, host, serverName, mapping.request().toString(),
                            mapping.response().toString());
            case LambdaProxy(String function, String qualifier) -> List.of("lambda", function, qualifier);
            case Constant(int status, String contentType, String body) ->
                    List.of("constant", String.valueOf(status), contentType, body);
        };
    }
}
