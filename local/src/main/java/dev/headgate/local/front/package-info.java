/// An HTTP server that stands where API Gateway stands in the cloud: it turns requests into API Gateway's events, hands
/// them to the real Lambda handlers, and turns their answers into responses. Start at [ApiGateway].
package dev.headgate.local.front;
