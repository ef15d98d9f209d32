package dev.headgate.proxy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Finds the addresses of a host. Safe for use by many threads.
@FunctionalInterface
public interface NameResolver {
    /// All addresses, at least one.
    ///
    /// @throws UnknownHostException when there is none
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /// The machine's own resolver, with the JVM's cache before it. IPv4 where there is any, as Kong asks for A records
    /// first (`dns_order`).
    static NameResolver system() {
        return host -> {
            List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(host));
            List<InetAddress> v4 = all.stream().filter(Inet4Address.class::isInstance).toList();
            return v4.isEmpty() ? all : v4;
        };
    }
}
