package dev.headgate.balancer;

import java.net.InetAddress;

/// One address of a target. A target that is a DNS name has one for each IP address of the name, and each of them has the
/// target's whole weight, as in Kong (kong/runloop/balancer/balancers.lua, `addAddress`). An immutable value.
///
/// @param host the target's name, or its IP address in text form
/// @param ip where it is
/// @param port 1..65535
/// @param weight its share of requests against the other addresses, 1..65535
public record Address(String host, InetAddress ip, int port, int weight) {
    /// Names the address in stores and logs: `10.0.0.1:8080`, and behind a blank the name that led there.
    public String key() {
        String literal = ip.getHostAddress() + ":" + port;
        return host.equals(ip.getHostAddress()) ? literal : literal + " " + host;
    }
}
