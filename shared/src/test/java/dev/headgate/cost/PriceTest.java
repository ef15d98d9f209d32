package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
    /// Each amount can be computed by hand: the last column says how.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP_API_REQUESTS           | 0           | 0.0000      | nothing costs nothing
            HTTP_API_REQUESTS           | 1           | 0.000001    | 1.00 for a million
            HTTP_API_REQUESTS           | 300000000   | 300.0000    | 300 × 1.00
            HTTP_API_REQUESTS           | 400000000   | 390.0000    | 300 × 1.00 + 100 × 0.90
            REST_API_REQUESTS           | 1500000000  | 4223.1000   | 333 × 3.50 + 667 × 2.80 + 500 × 2.38
            REST_API_REQUESTS           | 30000000000 | 63353.1000  | 333 × 3.50 + 667 × 2.80 + 19000 × 2.38 + 10000 × 1.51
            LAMBDA_REQUESTS             | 1000000     | 0.2000      | one price for all
            LAMBDA_ARM_GIGABYTE_SECONDS | 10000000000 | 130000.7500 | 7.5e9 × 0.0000133334 + 2.5e9 × 0.0000120001
            LOG_GIGABYTES               | 60000       | 12728.0000  | 10240 × 0.50 + 20480 × 0.25 + 20480 × 0.10 + 8800 × 0.05
            DATA_OUT_GIGABYTES          | 20480       | 1792.0000   | 10240 × 0.09 + 10240 × 0.085
            CLOUDFRONT_REQUESTS         | 1000000     | 1.0000      | 100 × 0.01
            METRIC_MONTHS               | 12000       | 3200.0000   | 10000 × 0.30 + 2000 × 0.10
            """)
    void each_amount_costs_its_tiers_price(PriceName name, BigDecimal units, BigDecimal cost, String how) {
        assertThat(CostKit.PRICES.of(name).of(units)).as(how).isEqualByComparingTo(cost);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP_API_REQUESTS           | 0.000001
            DYNAMODB_WRITE_UNITS        | 0.000000625
            LAMBDA_ARM_GIGABYTE_SECONDS | 0.0000133334
            LOG_GIGABYTES               | 0.5
            """)
    void a_single_unit_has_the_first_tiers_price(PriceName name, String price) {
        assertThat(CostKit.PRICES.of(name).ofOne().toPlainString()).isEqualTo(price);
    }
}
