package dev.headgate.dynamodbemulator.table;

/// Provisioned capacity, told but never enforced.
public record Throughput(long readUnits, long writeUnits) {
    /// That of a table billed by request.
    public static final Throughput NONE = new Throughput(0, 0);
}
