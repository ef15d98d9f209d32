/// Calls to backends: addresses, retries, time limits, forwarding header fields.
package dev.headgate.proxy;
