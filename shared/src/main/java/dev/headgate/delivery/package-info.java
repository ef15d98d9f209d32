/// Sending things to others without keeping a client waiting: queues with batches and retries, datagrams, plain
/// connections, files. Start at [Deliveries].
package dev.headgate.delivery;
