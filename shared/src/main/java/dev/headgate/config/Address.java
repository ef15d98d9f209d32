package dev.headgate.config;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host with or without a port, read as Kong reads one (kong/tools/ip.lua, `normalize_ip`).
///
/// @param kind whether the host is a name or an IP address
/// @param host the host without port and brackets; an IPv4 address without leading zeros
/// @param port 0..65535, where one is written
record Address(Kind kind, String host, OptionalInt port) {
    private static final int PORT_MAX = 65_535;
    private static final Pattern IPV4_CHARACTERS = Pattern.compile("[0-9.:]+");
    private static final Pattern IPV4 = Pattern
            .compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})(?::([0-9]+))?");
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*)\\](?::([0-9]*))?");
    private static final Pattern PORT = Pattern.compile(":([0-9]+)$");
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._-]+");

    enum Kind {
        NAME, IPV4, IPV6
    }

    /// What a text is found to be.
    sealed interface Result {
        /// An address.
        record Valid(Address address) implements Result {}

        /// Nothing of the kind.
        record Invalid() implements Result {}

        /// An address but for a port that no connection can have.
        record InvalidPort() implements Result {}
    }

    static Result parse(String text) {
        long colons = text.chars().filter(c -> c == ':').count();
        if (colons > 1) {
            return ipv6(text);
        }
        return IPV4_CHARACTERS.matcher(text).matches() ? ipv4(text) : name(text);
    }

    private static Result ipv4(String text) {
        Matcher matcher = IPV4.matcher(text);
        if (!matcher.matches()) {
            return new Result.Invalid();
        }
        StringBuilder host = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(matcher.group(i));
            if (octet > 255) {
                return new Result.Invalid();
            }
            host.append(i == 1 ? "" : ".").append(octet);
        }
        return withPort(Kind.IPV4, host.toString(), matcher.group(5));
    }

    private static Result ipv6(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        boolean inBrackets = bracketed.matches();
        String host = inBrackets ? bracketed.group(1) : text;
        if (!Ip.isIpv6(host)) {
            return new Result.Invalid();
        }
        return withPort(Kind.IPV6, host.toLowerCase(Locale.ROOT), inBrackets ? bracketed.group(2) : null);
    }

    private static Result name(String text) {
        Matcher port = PORT.matcher(text);
        boolean hasPort = port.find();
        String name = hasPort ? text.substring(0, port.start()) : text;
        if (!NAME.matcher(name).matches()) {
            return new Result.Invalid();
        }
        String[] labels = name.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].endsWith("-") || labels[i].isEmpty() && i < labels.length - 1) {
                return new Result.Invalid();
            }
        }
        return withPort(Kind.NAME, name, hasPort ? port.group(1) : null);
    }

    private static Result withPort(Kind kind, String host, String digits) {
        if (digits == null) {
            return new Result.Valid(new Address(kind, host, OptionalInt.empty()));
        }
        if (digits.isEmpty() || digits.length() > 9 || Integer.parseInt(digits) > PORT_MAX) {
            return new Result.InvalidPort();
        }
        return new Result.Valid(new Address(kind, host, OptionalInt.of(Integer.parseInt(digits))));
    }
}
