/// API Gateway's payloads: events read into requests and built from them, answers written and read, for HTTP APIs in both
/// payload formats and for REST. Nothing else in the gateway knows these formats. The functions read events and write
/// answers; the local gateway does the reverse, and what API Gateway does between: authorizers' documents, limits, its own
/// answers.
///
/// Start at [ProxyEvents] and [ProxyResponses]; authorizers have [AuthorizerEvents] and [AuthorizerDecisions]. Events as
/// API Gateway sends them are in the folder `events/`.
package dev.headgate.event;
