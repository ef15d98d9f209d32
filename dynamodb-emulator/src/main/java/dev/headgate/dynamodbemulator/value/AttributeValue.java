package dev.headgate.dynamodbemulator.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The value of an attribute. Equality is DynamoDB's: numbers by value, sets whatever their order, lists by order, maps
/// by member. Immutable, so safe for use by many threads.
///
/// Source: DynamoDB developer guide, "Supported data types and naming rules".
public sealed interface AttributeValue {
    /// A string, empty allowed (but not as a key).
    record S(String value) implements AttributeValue {}

    /// A number in normal form, see [Numbers].
    record N(BigDecimal value) implements AttributeValue {}

    /// Bytes.
    record B(Bytes value) implements AttributeValue {}

    /// A truth value.
    record Bool(boolean value) implements AttributeValue {}

    /// The null value, which is not the absence of an attribute.
    record Null() implements AttributeValue {}

    /// A list of values of any type.
    record L(List<AttributeValue> elements) implements AttributeValue {
        public L {
            elements = List.copyOf(elements);
        }
    }

    /// A map from names to values of any type.
    record M(Map<String, AttributeValue> members) implements AttributeValue {
        public M {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /// A set of strings, never empty.
    record Ss(Set<String> elements) implements AttributeValue {
        public Ss {
            elements = Collections.unmodifiableSet(new LinkedHashSet<>(elements));
        }
    }

    /// A set of numbers in normal form, never empty.
    record Ns(Set<BigDecimal> elements) implements AttributeValue {
        public Ns {
            elements = Collections.unmodifiableSet(new LinkedHashSet<>(elements));
        }
    }

    /// A set of binaries, never empty.
    record Bs(Set<Bytes> elements) implements AttributeValue {
        public Bs {
            elements = Collections.unmodifiableSet(new LinkedHashSet<>(elements));
        }
    }

    /// The value's type.
    default AttributeType type() {
        return switch (this) {
            case S _ -> AttributeType.S;
            case N _ -> AttributeType.N;
            case B _ -> AttributeType.B;
            case Bool _ -> AttributeType.BOOL;
            case Null _ -> AttributeType.NULL;
            case L _ -> AttributeType.L;
            case M _ -> AttributeType.M;
            case Ss _ -> AttributeType.SS;
            case Ns _ -> AttributeType.NS;
            case Bs _ -> AttributeType.BS;
        };
    }
}
