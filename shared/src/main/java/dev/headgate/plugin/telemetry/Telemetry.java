package dev.headgate.plugin.telemetry;

import dev.headgate.delivery.Deliveries;
import dev.headgate.delivery.LogFiles;
import dev.headgate.delivery.Sockets;

/// The ways out of what plugins tell of requests. Safe for use by many threads.
///
/// @param deliveries sends in the background
/// @param sockets what is sent without HTTP
/// @param files what is written; on Lambda, the function's log stands for every file
/// @param metrics what is counted and measured
public record Telemetry(Deliveries deliveries, Sockets sockets, LogFiles files, Metrics metrics) {}
