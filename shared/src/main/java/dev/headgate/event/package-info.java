/// API Gateway's payloads: events read into requests and built from them, responses written and read. Nothing else in
/// the gateway knows these formats.
package dev.headgate.event;
