package dev.headgate.plugin;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// IP addresses that begin alike: one address, or a range in CIDR form. IPv4 addresses and IPv6 addresses that embed one
/// (`::ffff:192.0.2.1`) are different addresses, as in Kong.
///
/// @param bits how long addresses of this version are, 32 or 128
/// @param prefixBits how many of them are alike, 0..`bits`
/// @param prefix these bits, as a number
public record AddressBlock(int bits, int prefixBits, BigInteger prefix) {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX_BITS = Pattern.compile("[0-9]{1,3}");
    /// Where an IPv4 address stands in an IPv6 one, the ten bytes of zeros and two of ones before it (RFC 4291 §2.5.5.2).
    private static final int EMBEDDED_AT = 12;

    /// The block that a text means: `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`; empty where it means none. No name is ever
    /// looked up.
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return octets(address).flatMap(octets -> {
            int bits = octets.length * 8;
            String prefixBits = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
            return PREFIX_BITS.matcher(prefixBits).matches() && Integer.parseInt(prefixBits) <= bits
                    ? Optional.of(of(octets, Integer.parseInt(prefixBits)))
                    : Optional.empty();
        });
    }

    private static AddressBlock of(byte[] octets, int prefixBits) {
        int bits = octets.length * 8;
        return new AddressBlock(bits, prefixBits, new BigInteger(1, octets).shiftRight(bits - prefixBits));
    }

    /// Whether all addresses of another block are in this one.
    public boolean contains(AddressBlock other) {
        return other.bits == bits && other.prefixBits >= prefixBits
                && other.prefix.shiftRight(other.prefixBits - prefixBits).equals(prefix);
    }

    /// In CIDR form, an IPv6 address with all its groups.
    @Override
    public String toString() {
        byte[] number = prefix.shiftLeft(bits - prefixBits).toByteArray();
        byte[] octets = new byte[bits / 8];
        // A number has a byte for its sign where the first bit is set, and none for leading zeros.
        int length = Math.min(number.length, octets.length);
        System.arraycopy(number, number.length - length, octets, octets.length - length, length);
        return text(octets) + "/" + prefixBits;
    }

    private static String text(byte[] octets) {
        try {
            return octets.length == 4
                    ? InetAddress.getByAddress(octets).getHostAddress()
                    : Inet6Address.getByAddress("", octets, -1).getHostAddress();
        } catch (UnknownHostException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    private static Optional<byte[]> octets(String address) {
        boolean isV6 = IPV6.matcher(address).matches();
        if (!isV6 && !IPV4.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            byte[] octets = InetAddress.ofLiteral(address).getAddress();
            return Optional.of(isV6 && octets.length == 4 ? embedded(octets) : octets);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The JDK takes these addresses for the IPv4 ones in them.
    private static byte[] embedded(byte[] octets) {
        byte[] whole = new byte[EMBEDDED_AT + octets.length];
        Arrays.fill(whole, EMBEDDED_AT - 2, EMBEDDED_AT, (byte) 0xff);
        System.arraycopy(octets, 0, whole, EMBEDDED_AT, octets.length);
        return whole;
    }
}
