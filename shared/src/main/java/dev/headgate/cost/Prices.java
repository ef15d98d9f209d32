package dev.headgate.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What AWS charges, in USD, on demand, without free tiers. Immutable.
///
/// @param region whose prices they are
/// @param noted the latest day on which one was noted
/// @param byName all of them
public record Prices(String region, String noted, Map<PriceName, Price> byName) {
    private static final String FILE = "prices.yaml";

    public Prices {
        Map<PriceName, Price> copy = new EnumMap<>(PriceName.class);
        copy.putAll(byName);
        byName = Collections.unmodifiableMap(copy);
    }

    /// Those that come with Headgate: the file `prices.yaml` beside this class, where each has its source.
    public static Prices ownOnes() {
        try (InputStream in = Prices.class.getResourceAsStream(FILE)) {
            return PricesReader.complete(FILE, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /// The price of something.
    public Price of(PriceName name) {
        return byName.get(name);
    }
}
