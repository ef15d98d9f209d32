package dev.headgate.snapshot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;

/// What Java remembers of names that it looked up. Its ages are counted by a clock that stands still while a snapshot lies
/// on a disk, so that an address would be taken for fresh days later. There is no call that empties it; it is outlived.
public final class NameCache {
    /// For how long addresses are remembered where `networkaddress.cache.ttl` says nothing, and names without any
    /// (`networkaddress.cache.negative.ttl`). Source: java.net.InetAddress.
    private static final Duration FOUND = Duration.ofSeconds(30);
    private static final Duration MISSING = Duration.ofSeconds(10);
    /// Whoever configured a longer time wants old addresses.
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private NameCache() {}

    /// Waits until everything that is remembered has become too old, and has it removed. Connections that Java keeps open
    /// by itself, as the AWS SDK has them, are closed by then too: they may be idle for five seconds.
    public static void outlive(Pause pause) throws InterruptedException {
        Duration found = configured("networkaddress.cache.ttl", FOUND);
        Duration missing = configured("networkaddress.cache.negative.ttl", MISSING);
        pause.make((found.compareTo(missing) < 0 ? missing : found).plusSeconds(1));
        try {
            // Any look-up removes what is too old.
            InetAddress.getByName("localhost");
        } catch (UnknownHostException _) {
            // It has removed it all the same.
        }
    }

    private static Duration configured(String property, Duration otherwise) {
        String written = Security.getProperty(property);
        try {
            long seconds = written == null ? otherwise.toSeconds() : Long.parseLong(written.strip());
            return Duration.ofSeconds(seconds < 0 ? LONGEST.toSeconds() : Math.min(seconds, LONGEST.toSeconds()));
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
