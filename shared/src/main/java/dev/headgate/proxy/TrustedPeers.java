package dev.headgate.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The peers whose X-Forwarded-* and X-Real-IP fields are believed: Kong's `trusted_ips`. Immutable, so safe for use by
/// many threads.
public final class TrustedPeers {
    /// Nobody, Kong's default.
    public static final TrustedPeers NONE = new TrustedPeers(List.of());

    private final List<Block> blocks;

    private TrustedPeers(List<Block> blocks) {
        this.blocks = blocks;
    }

    /// Addresses and CIDR blocks, v4 or v6, such as `10.0.0.0/8` and `2001:db8::1`.
    ///
    /// @throws IllegalArgumentException when a text is neither; the message names it
    public static TrustedPeers of(List<String> addressesAndBlocks) {
        List<Block> blocks = new ArrayList<>();
        for (String text : addressesAndBlocks) {
            blocks.add(Block.parse(text));
        }
        return blocks.isEmpty() ? NONE : new TrustedPeers(List.copyOf(blocks));
    }

    /// Whether the peer is one of them; false for a text that is no IP address.
    public boolean contains(String address) {
        if (blocks.isEmpty()) {
            return false;
        }
        return IpLiteral.parse(address).map(InetAddress::getAddress)
                .filter(octets -> blocks.stream().anyMatch(block -> block.contains(octets))).isPresent();
    }

    /// Addresses that begin alike.
    ///
    /// @param bits how long addresses of this version are
    /// @param prefixBits how many of them are alike
    /// @param prefix these bits, as a number
    private record Block(int bits, int prefixBits, BigInteger prefix) {
        static Block parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            byte[] octets = IpLiteral.parse(address).map(InetAddress::getAddress).orElseThrow(() -> refused(text));
            int bits = octets.length * 8;
            int prefixBits = slash < 0 ? bits : prefixBits(text, text.substring(slash + 1));
            if (prefixBits < 0 || prefixBits > bits) {
                throw refused(text);
            }
            return new Block(bits, prefixBits, new BigInteger(1, octets).shiftRight(bits - prefixBits));
        }

        private static int prefixBits(String block, String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException _) {
                throw refused(block);
            }
        }

        private static IllegalArgumentException refused(String text) {
            return new IllegalArgumentException("\"" + text + "\" is neither an IP address nor a CIDR block");
        }

        boolean contains(byte[] address) {
            return address.length * 8 == bits
                    && new BigInteger(1, address).shiftRight(bits - prefixBits).equals(prefix);
        }
    }
}
