/// Calls to backends: addresses, retries, time limits, forwarding header fields. Start at [BackendProxy].
///
/// The transport is HTTP/1.1 over plain sockets, one thread a request, so that what the client sent arrives as it was
/// sent and each time limit means what it means in nginx; [Http2Calls] serves backends that refuse HTTP/1.1.
package dev.headgate.proxy;
