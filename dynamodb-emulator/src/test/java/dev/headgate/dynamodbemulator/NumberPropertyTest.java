package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Numbers are exact: what 38 digits and the range cannot hold is refused and never rounded.
class NumberPropertyTest {
    @Provide
    Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> digits = Arbitraries.bigIntegers().between(BigInteger.TEN.pow(40).negate(),
                BigInteger.TEN.pow(40));
        return Combinators.combine(digits, Arbitraries.integers().between(-140, 140)).as(BigDecimal::new);
    }

    private static boolean fits(BigDecimal number) {
        BigDecimal normal = number.stripTrailingZeros();
        return number.signum() == 0 || normal.precision() <= 38
                && normal.abs().compareTo(new BigDecimal("1e-130")) >= 0
                && normal.abs().compareTo(new BigDecimal("1e126")) < 0;
    }

    @Property
    void whatFitsIsKeptAndReadAgainAsItWas(@ForAll("numbers") BigDecimal number) {
        if (fits(number)) {
            BigDecimal read = Numbers.parse(number.toString());
            assertThat(read).isEqualByComparingTo(number);
            assertThat(Numbers.text(read)).doesNotContain("E").doesNotMatch(".*\\.[0-9]*0");
            assertThat(Numbers.parse(Numbers.text(read))).isEqualTo(read);
        } else {
            assertThatThrownBy(() -> Numbers.parse(number.toString())).isInstanceOf(ApiException.class);
        }
    }

    @Property
    void equalNumbersAreEqualHoweverWritten(@ForAll("numbers") BigDecimal number) {
        if (fits(number)) {
            assertThat(Numbers.parse(number.setScale(Math.max(number.scale(), 0) + 3).toPlainString()))
                    .isEqualTo(Numbers.parse(number.toString()));
        }
    }
}
