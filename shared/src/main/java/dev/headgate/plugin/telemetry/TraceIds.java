package dev.headgate.plugin.telemetry;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Ids of traces and spans, in hex.
final class TraceIds {
    private TraceIds() {}

    static String random(RandomGenerator random, int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /// Whether a trace is among the recorded ones: its id decides, so that every gateway on the way decides alike
    /// (kong/pdk/tracing.lua: the first eight bytes, read in the byte order of common machines).
    ///
    /// @param rate from 0 to 1
    static boolean isSampled(String traceId, double rate) {
        if (rate >= 1 || rate <= 0) {
            return rate >= 1;
        }
        long first = Long.reverseBytes(Long.parseUnsignedLong(traceId.substring(0, 16), 16));
        double unsigned = (first >>> 1) * 2.0 + (first & 1);
        return unsigned < rate * 0x1p64;
    }
}
