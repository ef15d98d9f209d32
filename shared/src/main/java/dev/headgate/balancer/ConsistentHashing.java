package dev.headgate.balancer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Sends what hashes alike to the same address, with Kong's own ring (kong/runloop/balancer/consistent_hashing.lua): the
/// same hash, the same places for each address, the same direction of search. So every environment chooses alike without
/// shared state, and alike with a Kong that has the same targets. When an address cannot be used, its requests go to the
/// next one on the ring and all others stay where they are.
///
/// Kong's ring takes no more than some 60 targets with the default of 10,000 slots; here it grows with the targets.
final class ConsistentHashing implements Algorithm {
    /// Places of an address where all weigh the same, and the smallest ring.
    private static final int PLACES = 160;
    private static final int SLOTS_MIN = 1000;
    /// Up to here Kong's ring has room for all; beyond, places would be taken.
    private static final double FILLED_MAX = 0.95;

    private final int size;
    private final int targets;
    private Address[] ring = {};
    private int[] filledBelow = {};
    private int filled;

    /// @param slots how many places the ring has for all
    /// @param targets of the upstream, those without weight included
    ConsistentHashing(int slots, int targets) {
        this.size = (int) Math.max(Math.max(slots, SLOTS_MIN), Math.ceil(targets * PLACES / FILLED_MAX));
        this.targets = targets;
    }

    @Override
    public void update(List<Address> addresses, long nowNanos) {
        double weights = addresses.stream().mapToDouble(Address::weight).sum();
        ring = new Address[size];
        filled = 0;
        addresses.stream().sorted(Comparator.comparing(Address::host).thenComparing(Address::port)
                .thenComparing(ConsistentHashing::place))
                .forEach(address -> place(address, (int) Math.max(1, address.weight() / weights * targets * PLACES)));
        filledBelow = new int[size];
        int last = lastFilled();
        for (int i = 0; i < size; i++) {
            last = ring[i] == null ? last : i;
            filledBelow[i] = last;
        }
    }

    private static String place(Address address) {
        return address.ip().getHostAddress() + ":" + address.port();
    }

    /// Kong writes two colons, and a place that is taken moves on to the next number.
    private void place(Address address, int places) {
        String name = address.ip().getHostAddress() + "::" + address.port() + " ";
        for (int i = 1, left = places; left > 0 && i <= ring.length; i++) {
            int at = index(name + i);
            if (ring[at] == null) {
                ring[at] = address;
                left--;
                filled++;
            }
        }
    }

    private int lastFilled() {
        int last = ring.length - 1;
        while (last > 0 && ring[last] == null) {
            last--;
        }
        return last;
    }

    private int index(String text) {
        return Math.floorMod(XxHash32.of(text), ring.length);
    }

    @Override
    public Optional<Address> next(Choice choice) {
        if (filled == 0) {
            return Optional.empty();
        }
        int at = filledBelow[index(choice.hashed())];
        for (int i = 0; i < filled; i++) {
            if (choice.usable().test(ring[at])) {
                return Optional.of(ring[at]);
            }
            at = filledBelow[Math.floorMod(at - 1, ring.length)];
        }
        return Optional.empty();
    }
}
