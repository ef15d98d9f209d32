package dev.headgate.plugin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The process in which the gateway runs, and what tells it from the others that serve the same configuration: Kong's
/// worker. Safe for use by many threads.
///
/// A shell makes it after a snapshot of the process was restored, not before: two environments with one id would give
/// two requests one correlation id.
public final class GatewayProcess {
    private final String id;
    private final Supplier<Host> host;
    private final AtomicLong requests = new AtomicLong();

    /// The machine and the process on it.
    ///
    /// @param name of the machine
    /// @param address of the machine, in text form
    /// @param pid the process's number on that machine
    public record Host(String name, String address, long pid) {
        /// This one; the loopback address where the machine does not know its own name.
        static Host current() {
            long pid = ProcessHandle.current().pid();
            try {
                InetAddress local = InetAddress.getLocalHost();
                return new Host(local.getHostName(), local.getHostAddress(), pid);
            } catch (UnknownHostException _) {
                return new Host("localhost", InetAddress.getLoopbackAddress().getHostAddress(), pid);
            }
        }
    }

    /// @param id a UUID that no other process has
    /// @param host asked when it is needed, since finding a machine's name may take a name lookup
    public GatewayProcess(String id, Supplier<Host> host) {
        this.id = id;
        this.host = host;
    }

    /// The process that runs this code, under a new id.
    public static GatewayProcess current(RandomGenerator random) {
        return new GatewayProcess(Uuids.random(random), Host::current);
    }

    /// Stays the same as long as the process lives.
    public String id() {
        return id;
    }

    public Host host() {
        return host.get();
    }

    /// 1 when first asked and one more every time: numbers requests within the process.
    public long nextNumber() {
        return requests.incrementAndGet();
    }
}
