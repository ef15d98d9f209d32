package dev.headgate.balancer;

import dev.headgate.balancer.Algorithm.Choice;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Addresses for tests, named by letters: `a:5` is 10.0.0.1, port 80, weight 5.
public final class AddressKit {
    private AddressKit() {}

    public static List<Address> addresses(String... texts) {
        return Arrays.stream(texts).map(AddressKit::address).toList();
    }

    public static Address address(String text) {
        String[] parts = text.split(":");
        byte[] ip = {10, 0, 0, (byte) (parts[0].charAt(0) - 'a' + 1)};
        return address(ip, parts[0], Integer.parseInt(parts[1]));
    }

    /// One of 65,536 addresses.
    static Address numbered(int number, int weight) {
        byte[] ip = {10, 0, (byte) (number >> 8), (byte) number};
        return address(ip, "target-" + number, weight);
    }

    private static Address address(byte[] ip, String name, int weight) {
        try {
            return new Address(name, InetAddress.getByAddress(ip), 80, weight);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static Choice choice(Predicate<Address> usable) {
        return new Choice(usable, "", 0);
    }

    static Choice hashed(String value) {
        return new Choice(_ -> true, value, 0);
    }
}
