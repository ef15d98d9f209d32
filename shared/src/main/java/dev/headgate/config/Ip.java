package dev.headgate.config;

import java.util.regex.Pattern;

/// Forms of IP addresses and address ranges as texts. Nothing is ever looked up.
final class Ip {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:\\.(?!$)|$)){4}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private Ip() {}

    /// Whether a text is an IPv4 address in dotted form.
    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /// Whether a text is an IPv6 address (RFC 4291 §2.2), without brackets or zone.
    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0) {
            String before = text.substring(0, gap);
            String after = text.substring(gap + 2);
            int count = groups(before, false) + groups(after, true);
            return groups(before, false) >= 0 && groups(after, true) >= 0 && count <= 7;
        }
        return groups(text, true) == 8;
    }

    /// Whether a text is an address or a range in CIDR form: `10.0.0.0/8`.
    static boolean isIpOrRange(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return isIpv4(text) || isIpv6(text);
        }
        String address = text.substring(0, slash);
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("0|[1-9][0-9]{0,2}")) {
            return false;
        }
        int length = Integer.parseInt(prefix);
        return isIpv4(address) && length <= 32 || isIpv6(address) && length <= 128;
    }

    /// How many 16-bit groups a text without `::` is; -1 for one that is none.
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            if (isLast && mayEndInIpv4 && isIpv4(parts[i])) {
                count += 2;
            } else if (GROUP.matcher(parts[i]).matches()) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }
}
