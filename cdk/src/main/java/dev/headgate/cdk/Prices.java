package dev.headgate.cdk;

import java.math.BigDecimal;

/// What AWS charges for the working of a deployment, in USD, on demand, in us-east-1, without the free tier and without the
/// discounts for large amounts. Noted on 2026-11-25; other Regions differ.
///
/// Sources: aws.amazon.com/api-gateway/pricing, /lambda/pricing, /dynamodb/pricing/on-demand, /cloudwatch/pricing.
final class Prices {
    static final String NOTED = "2026-11-25";
    static final BigDecimal HTTP_API_REQUEST = million("1.00");
    static final BigDecimal REST_API_REQUEST = million("3.50");
    static final BigDecimal INVOCATION = million("0.20");
    static final BigDecimal ARM_GIGABYTE_SECOND = new BigDecimal("0.0000133334");
    static final BigDecimal X86_GIGABYTE_SECOND = new BigDecimal("0.0000166667");
    /// A request unit: 1 KB written.
    static final BigDecimal WRITE_UNIT = million("0.625");
    /// A request unit: 4 KB read consistently.
    static final BigDecimal READ_UNIT = million("0.125");
    static final BigDecimal LOG_GIGABYTE = new BigDecimal("0.50");

    private Prices() {}

    private static BigDecimal million(String price) {
        return new BigDecimal(price).movePointLeft(6);
    }
}
