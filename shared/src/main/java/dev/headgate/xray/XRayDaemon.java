package dev.headgate.xray;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hands documents to X-Ray's daemon, which Lambda runs beside a function that is traced: a datagram each, of a line that
/// says the format and the document
/// (docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon).
///
/// Nobody waits for it and nothing fails for it: what the daemon does not get is not in the trace. Safe for use by many
/// threads.
///
/// @param address where the daemon listens
/// @param random for ids; safe for use by many threads
public record XRayDaemon(InetSocketAddress address, RandomGenerator random) {
    private static final String FORMAT = "{\"format\":\"json\",\"version\":1}\n";
    private static final String UDP = "udp:";

    /// The daemon that the environment names in `AWS_XRAY_DAEMON_ADDRESS`, as `169.254.79.129:2000` or
    /// `tcp:127.0.0.1:2000 udp:127.0.0.2:2001`.
    ///
    /// @return absent where the text names none
    public static Optional<XRayDaemon> of(String text, RandomGenerator random) {
        for (String part : text.strip().split(" +")) {
            if (part.startsWith(UDP) || part.indexOf(':') == part.lastIndexOf(':')) {
                return address(part.startsWith(UDP) ? part.substring(UDP.length()) : part)
                        .map(address -> new XRayDaemon(address, random));
            }
        }
        return Optional.empty();
    }

    private static Optional<InetSocketAddress> address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            InetSocketAddress address = new InetSocketAddress(hostAndPort.substring(0, Math.max(0, colon)),
                    Integer.parseInt(hostAndPort.substring(colon + 1)));
            return colon <= 0 || address.isUnresolved() ? Optional.empty() : Optional.of(address);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Tells of a part of a trace, where X-Ray is to be told of the trace at all.
    public void tell(TraceHeader trace, Subsegment part) {
        if (trace.takesParts()) {
            String document = part.document(trace, () -> HexFormat.of().toHexDigits(random.nextLong()));
            send(ByteBuffer.wrap((FORMAT + document).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void send(ByteBuffer datagram) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false);
            channel.send(datagram, address);
        } catch (IOException _) {
            // There is no daemon, or no room for the datagram; the request matters more than its trace.
        }
    }
}
