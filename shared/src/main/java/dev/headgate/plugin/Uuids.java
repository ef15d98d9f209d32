package dev.headgate.plugin;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Identifiers that nobody else has.
public final class Uuids {
    private Uuids() {}

    /// A random UUID (RFC 9562 §5.4, version 4) in text form.
    public static String random(RandomGenerator random) {
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
