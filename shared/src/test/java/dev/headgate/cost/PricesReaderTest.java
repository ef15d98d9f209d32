package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PricesReaderTest {
    private static PricesReader.Reading read(String text) {
        return PricesReader.read("mine.yaml", text.getBytes(StandardCharsets.UTF_8), CostKit.PRICES);
    }

    @Test
    void every_price_that_comes_with_headgate_has_its_page_and_day() {
        assertThat(CostKit.PRICES.byName().values()).hasSameSizeAs(PriceName.values())
                .allMatch(price -> price.source().startsWith("https://aws.amazon.com/"))
                .allMatch(price -> price.noted().equals("2026-11-25"));
    }

    @Test
    void a_file_replaces_the_prices_that_it_has() {
        Prices prices = read("""
                region: eu-central-1
                noted: "2027-01-02"
                prices:
                  lambda_requests: {price: 0.3}
                  http_api_requests: {tiers: [{price: 0, up_to: 1}, {price: 1.2}], source: our contract}
                """).prices().orElseThrow();
        assertThat(prices.of(PriceName.LAMBDA_REQUESTS))
                .hasToString(
                        "Price[name=LAMBDA_REQUESTS, tiers=[Tier[upTo=Optional.empty, price=0.3]], source=mine.yaml, "
                                + "noted=2027-01-02]");
        assertThat(prices.of(PriceName.HTTP_API_REQUESTS).of(BigDecimal.valueOf(3_000_000)))
                .isEqualByComparingTo("2.4");
        assertThat(prices.of(PriceName.REST_API_REQUESTS)).isEqualTo(CostKit.PRICES.of(PriceName.REST_API_REQUESTS));
        assertThat(prices.region()).isEqualTo("eu-central-1");
    }

    @Test
    void small_prices_are_exact() {
        assertThat(read("prices: {lambda_arm_gigabyte_seconds: {price: 0.000013333412345}}").prices().orElseThrow()
                .of(PriceName.LAMBDA_ARM_GIGABYTE_SECONDS).ofOne()).isEqualByComparingTo("0.000013333412345");
    }
}
