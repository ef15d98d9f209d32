package dev.headgate.local.gateway;

import dev.headgate.config.Settings;
import dev.headgate.local.front.ApiKind;
import java.nio.file.Path;
import java.util.Optional;

/// How to run the local gateway.
///
/// @param port to listen on; 0 for any free one
/// @param api which kind of API to be
/// @param auth what to do instead of what the settings say
/// @param store where keys and counters are kept
/// @param data the folder of the embedded store; it is in memory where there is none
/// @param watch whether to take up changes of the configuration's files
/// @param processes how to run the functions as processes; they run in this process where it is absent
public record GatewayOptions(
        int port,
        ApiKind api,
        Optional<Settings.Auth> auth,
        StoreKind store,
        Optional<Path> data,
        boolean watch,
        Optional<ProcessOptions> processes) {}
