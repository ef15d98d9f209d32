package dev.headgate.event;

import java.net.InetAddress;

/// The X-Forwarded-For field. API Gateway appends the address of its peer to what the client sent.
final class ForwardedFor {
    private ForwardedFor() {}

    /// The field as API Gateway hands it on.
    ///
    /// @param sent what the client sent, several lines joined; empty when it sent none
    static String withPeer(String sent, String peer) {
        return sent.isEmpty() ? peer : sent + ", " + peer;
    }

    /// What the client sent; empty when it sent nothing.
    ///
    /// A Regional API appends the peer, which is `sourceIp`, as the last element. An edge-optimised API appends the
    /// viewer, which is `sourceIp`, and then the CloudFront server it came through: there both are taken off.
    static String withoutPeer(String value, String sourceIp) {
        int last = value.lastIndexOf(',');
        if (isSame(value.substring(last + 1).strip(), sourceIp)) {
            return before(value, last);
        }
        int second = last < 0 ? -1 : value.lastIndexOf(',', last - 1);
        if (last >= 0 && isSame(value.substring(second + 1, last).strip(), sourceIp)) {
            return before(value, second);
        }
        return value;
    }

    /// IPv6 addresses have more than one text form.
    private static boolean isSame(String address, String sourceIp) {
        if (address.equals(sourceIp)) {
            return true;
        }
        if (address.indexOf(':') < 0 || sourceIp.indexOf(':') < 0) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(address).equals(InetAddress.ofLiteral(sourceIp));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String before(String value, int comma) {
        return comma < 0 ? "" : value.substring(0, comma).stripTrailing();
    }
}
