package dev.headgate.cost;

import dev.headgate.golden.GoldenFile;
import dev.headgate.schema.FieldRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CostPageTest {
    private static final Path PAGE = Path.of("../docs/cost.md");

    @Test
    void the_page_has_every_price() throws IOException {
        GoldenFile.assertHoldsBetween(PAGE, "<!-- prices: written from the file of prices -->\n", "<!-- /prices -->\n",
                "| price | for | USD | what is paid for |\n|---|---|---|---|\n" + Arrays.stream(PriceName.values())
                        .map(name -> "| `" + name.key() + "` | " + name.per() + " | " + tiers(CostKit.PRICES.of(name))
                                + " | [" + name.meaning() + "](" + CostKit.PRICES.of(name).source() + ") |\n")
                        .collect(Collectors.joining()));
    }

    private static String tiers(Price price) {
        return price.tiers().stream()
                .map(tier -> tier.price().setScale(Math.max(2, tier.price().scale())).toPlainString()
                        + tier.upTo().map(end -> " up to " + String.format("%,d", end.longValueExact())).orElse(""))
                .collect(Collectors.joining(", then "));
    }

    @Test
    void the_page_has_every_setting_of_a_traffic_profile() throws IOException {
        GoldenFile.assertHoldsBetween(PAGE, "<!-- traffic: written from the field table -->\n", "<!-- /traffic -->\n",
                FieldRows.table(TrafficFields.table(List.of())) + "\nUnder `routes`, for each route:\n\n"
                        + FieldRows.table(TrafficFields.route()));
    }
}
