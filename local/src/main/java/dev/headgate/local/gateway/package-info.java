/// The gateway on this machine: stores, handlers and HTTP front put together. Start at [LocalGateway].
package dev.headgate.local.gateway;
