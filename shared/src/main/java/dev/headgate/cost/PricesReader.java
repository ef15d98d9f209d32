package dev.headgate.cost;

import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.config.SettingsReader;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads files of prices: YAML or JSON, in the form of Headgate's own `prices.yaml`. What it does not know is an error.
///
/// Prices are read as decimals of up to 15 digits, exactly.
public final class PricesReader {
    private static final double PRICE_MAX = 1_000_000;
    private static final double AMOUNT_MAX = 1e15;
    private static final Rule<String> DATE = new Rule<>(text -> text.matches("\\d{4}-\\d{2}-\\d{2}"),
            "'%s' is no date.",
            "Write year, month and day in quotation marks: \"2026-11-25\".");

    private static final RecordSchema TIER = RecordSchema.of(price(true),
            optional("up_to", FieldType.decimal(0, AMOUNT_MAX),
                    "The amount of a month at which the price ends, in what it is for; none in the last tier."));

    private static final RecordSchema TABLE = RecordSchema.of(
            optional("region", FieldType.text(), "The Region whose prices they are."),
            noted(),
            required("prices", FieldType.group(RecordSchema.of(Arrays.stream(PriceName.values())
                    .map(PricesReader::field).toArray(Field[]::new))), "Each price under its name."))
            .check(PricesReader::check);

    private static final SettingsReader READER = new SettingsReader(TABLE, Code.HG0802);

    private PricesReader() {}

    /// What came of reading a file of prices.
    ///
    /// @param prices all that hold, those of the file among them; absent when there is any error
    /// @param diagnostics everything found, in file order
    public record Reading(Optional<Prices> prices, List<Diagnostic> diagnostics) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Reads a file that replaces some prices.
    ///
    /// @param fileName as locations are to name it, and the source of prices that name none
    /// @param base those that hold where the file has none
    public static Reading read(String fileName, byte[] content, Prices base) {
        SettingsReader.Reading reading = READER.read(fileName, content, List.of());
        return new Reading(reading.values().map(values -> replace(values, fileName, base)), reading.diagnostics());
    }

    /// Reads Headgate's own file, which has every price.
    static Prices complete(String fileName, byte[] content) {
        Prices none = new Prices("", "", Map.of());
        Reading reading = read(fileName, content, none);
        Prices prices = reading.prices().orElseThrow(() -> new IllegalStateException(reading.diagnostics().toString()));
        if (prices.byName().size() < PriceName.values().length) {
            throw new IllegalStateException(fileName + " lacks prices");
        }
        return prices;
    }

    private static Prices replace(Values values, String fileName, Prices base) {
        String noted = values.has("noted") ? values.text("noted") : base.noted();
        Values written = values.group("prices").orElseThrow();
        Map<PriceName, Price> prices = new EnumMap<>(PriceName.class);
        prices.putAll(base.byName());
        for (PriceName name : PriceName.values()) {
            written.group(name.key()).ifPresent(price -> prices.put(name, new Price(name, tiers(price),
                    price.has("source") ? price.text("source") : fileName,
                    price.has("noted") ? price.text("noted") : noted)));
        }
        return new Prices(values.has("region") ? values.text("region") : base.region(), noted, prices);
    }

    private static List<Price.Tier> tiers(Values price) {
        if (price.isWritten("price")) {
            return List.of(new Price.Tier(Optional.empty(), exact(price, "price")));
        }
        return price.list("tiers", Values.class).stream()
                .map(tier -> new Price.Tier(tier.has("up_to") ? Optional.of(exact(tier, "up_to")) : Optional.empty(),
                        exact(tier, "price")))
                .toList();
    }

    /// The shortest decimal that means the number is the one that was written, up to 15 digits.
    private static BigDecimal exact(Values values, String field) {
        return BigDecimal.valueOf(values.decimal(field));
    }

    private static Field field(PriceName name) {
        return optional(name.key(), FieldType.group(RecordSchema.of(
                optional("per", FieldType.oneOf(name.per()), "What the price is for; it cannot be changed."),
                price(false),
                optional("tiers", new FieldType.ListOf(FieldType.group(TIER), 1, false),
                        "Prices of larger and larger amounts, instead of price."),
                optional("source", FieldType.text(), "Where the price is from."),
                optional("via", FieldType.text(), "Where the figure was read, if not there."),
                noted())), name.meaning());
    }

    private static Field price(boolean isRequired) {
        FieldType amount = FieldType.decimal(0, PRICE_MAX);
        String doc = "USD.";
        return isRequired ? required("price", amount, doc) : optional("price", amount, doc);
    }

    private static Field noted() {
        return optional("noted", FieldType.text(DATE), "The day on which prices were noted.");
    }

    private static void check(Values values, Entity entity) {
        Values prices = values.group("prices").orElseThrow();
        for (PriceName name : PriceName.values()) {
            prices.group(name.key()).ifPresent(price -> check(name, price, entity));
        }
    }

    private static void check(PriceName name, Values price, Entity entity) {
        if (price.isWritten("price") == price.isWritten("tiers")) {
            entity.report(Code.HG0802, price.location(), "prices." + name.key(),
                    price.isWritten("price") ? "it has both price and tiers." : "it has no price.",
                    "Write either price or tiers.");
            return;
        }
        List<Values> tiers = price.list("tiers", Values.class);
        double from = 0;
        for (int i = 0; i < tiers.size(); i++) {
            Values tier = tiers.get(i);
            boolean isLast = i == tiers.size() - 1;
            if (isLast ? tier.has("up_to") : !tier.has("up_to") || tier.decimal("up_to") <= from) {
                entity.report(Code.HG0802, tier.location(), "prices." + name.key() + ".tiers[" + i + "]",
                        isLast ? "the last tier ends." : "it does not end above the tier before.",
                        "Write tiers in ascending order of up_to, and the last one without it.");
                return;
            }
            from = isLast ? from : tier.decimal("up_to");
        }
    }
}
