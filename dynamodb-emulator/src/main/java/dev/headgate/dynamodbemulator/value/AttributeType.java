package dev.headgate.dynamodbemulator.value;

/// The types an attribute can have; the constant's name is the type descriptor on the wire.
public enum AttributeType {
    S("STRING"), N("NUMBER"), B("BINARY"), BOOL("BOOLEAN"), NULL("NULL"), L("LIST"), M("MAP"), SS("STRING_SET"),
    NS("NUMBER_SET"), BS("BINARY_SET");

    private final String longName;

    AttributeType(String longName) {
        this.longName = longName;
    }

    /// The name that update expressions' messages use.
    public String longName() {
        return longName;
    }

    /// String, number or binary: what can be a key and what can be ordered.
    public boolean isScalarKey() {
        return this == S || this == N || this == B;
    }

    public boolean isSet() {
        return this == SS || this == NS || this == BS;
    }
}
