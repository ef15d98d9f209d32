package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.expression.Condition;
import dev.headgate.dynamodbemulator.expression.ConditionParser;
import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.expression.Placeholders;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Random conditions agree with a naive evaluator that knows only small whole numbers and short texts, and random
/// conditions of any kind obey the laws of logic.
class ExpressionPropertyTest {
    private static final List<String> ATTRIBUTES = List.of("a", "c", "d");
    // What `:v0` to `:v5` stand for, and what attributes may be.
    private static final List<Object> VALUES = List.of(0L, 1L, 2L, "", "x", "xy");

    /// How loosely the outermost operator of a text binds.
    private enum Binding {
        ATOM, NOT, AND, OR
    }

    /// A condition as text, and what it means.
    record Meaning(String text, Binding binding, Predicate<Map<String, Object>> holds) {
        /// The text where something that binds no looser than the limit must stand.
        private String within(Binding limit) {
            return binding.compareTo(limit) <= 0 ? text : "(" + text + ")";
        }

        Meaning and(Meaning other) {
            return new Meaning(within(Binding.AND) + " AND " + other.within(Binding.NOT), Binding.AND,
                    holds.and(other.holds));
        }

        Meaning or(Meaning other) {
            return new Meaning(within(Binding.OR) + " OR " + other.within(Binding.AND), Binding.OR,
                    holds.or(other.holds));
        }

        Meaning not() {
            return new Meaning("NOT " + within(Binding.NOT), Binding.NOT, holds.negate());
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> items() {
        return Arbitraries.maps(Arbitraries.of(ATTRIBUTES), Arbitraries.of(VALUES)).ofMaxSize(ATTRIBUTES.size());
    }

    @Provide
    Arbitrary<Meaning> conditions() {
        return Arbitraries.recursive(this::atoms, this::larger, 0, 4);
    }

    private Arbitrary<Meaning> larger(Arbitrary<Meaning> smaller) {
        return Arbitraries.oneOf(smaller, smaller.map(Meaning::not),
                Combinators.combine(smaller, smaller).as(Meaning::and),
                Combinators.combine(smaller, smaller).as(Meaning::or));
    }

    private Arbitrary<Meaning> atoms() {
        Arbitrary<String> attributes = Arbitraries.of(ATTRIBUTES);
        Arbitrary<Integer> values = Arbitraries.integers().between(0, VALUES.size() - 1);
        return Arbitraries.oneOf(
                Combinators.combine(attributes, Arbitraries.of("=", "<>", "<", "<=", ">", ">="), values)
                        .as(ExpressionPropertyTest::comparison),
                Combinators.combine(attributes, values, values).as(ExpressionPropertyTest::between),
                Combinators.combine(attributes, values.list().ofMinSize(1).ofMaxSize(3)).as(ExpressionPropertyTest::in),
                attributes.map(name -> atom("attribute_exists(" + name + ")", item -> item.containsKey(name))),
                attributes.map(name -> atom("attribute_not_exists(" + name + ")", item -> !item.containsKey(name))),
                Combinators.combine(attributes, values.filter(i -> VALUES.get(i) instanceof String))
                        .as((name, i) -> texts("begins_with", name, i, String::startsWith)),
                Combinators.combine(attributes, values).as((name, i) -> texts("contains", name, i, String::contains)),
                Combinators.combine(attributes, Arbitraries.integers().between(0, 2))
                        .as((name, size) -> atom("size(" + name + ") = :v" + size,
                                item -> item.get(name) instanceof String text && text.length() == size)));
    }

    private static Meaning atom(String text, Predicate<Map<String, Object>> holds) {
        return new Meaning(text, Binding.ATOM, holds);
    }

    private static Meaning comparison(String name, String comparator, int value) {
        return atom(name + " " + comparator + " :v" + value,
                item -> compares(item.get(name), comparator, VALUES.get(value)));
    }

    private static boolean compares(Object left, String comparator, Object right) {
        boolean comparable = left != null && left.getClass() == right.getClass();
        int sign = !comparable
                ? 0
                : left instanceof Long number ? number.compareTo((Long) right) : text(left).compareTo(text(right));
        return switch (comparator) {
            case "=" -> comparable && sign == 0;
            case "<>" -> !comparable || sign != 0;
            case "<" -> comparable && sign < 0;
            case "<=" -> comparable && sign <= 0;
            case ">" -> comparable && sign > 0;
            default -> comparable && sign >= 0;
        };
    }

    private static String text(Object value) {
        return (String) value;
    }

    private static Meaning between(String name, int one, int other) {
        boolean sameType = VALUES.get(one).getClass() == VALUES.get(other).getClass();
        int low = sameType ? Math.min(one, other) : one;
        int high = sameType ? Math.max(one, other) : one;
        return atom(name + " BETWEEN :v" + low + " AND :v" + high,
                item -> compares(item.get(name), ">=", VALUES.get(low))
                        && compares(item.get(name), "<=", VALUES.get(high)));
    }

    private static Meaning in(String name, List<Integer> values) {
        List<String> names = values.stream().map(value -> ":v" + value).toList();
        return atom(name + " IN (" + String.join(", ", names) + ")",
                item -> values.stream().anyMatch(value -> VALUES.get(value).equals(item.get(name))));
    }

    private static Meaning texts(String function, String name, int value, BiPredicate<String, String> test) {
        return atom(function + "(" + name + ", :v" + value + ")", item -> item.get(name) instanceof String text
                && VALUES.get(value) instanceof String part && test.test(text, part));
    }

    private static boolean holds(String expression, Map<String, Object> item) {
        Map<String, AttributeValue> placeholders = new HashMap<>();
        for (int i = 0; i < VALUES.size(); i++) {
            placeholders.put(":v" + i, value(VALUES.get(i)));
        }
        Condition condition = ConditionParser.parse(expression, ExpressionKind.CONDITION,
                new Placeholders(Map.of(), placeholders));
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.forEach((name, value) -> attributes.put(name, value(value)));
        return condition.matches(new Item(attributes));
    }

    private static AttributeValue value(Object value) {
        return value instanceof Long number
                ? new AttributeValue.N(BigDecimal.valueOf(number))
                : new AttributeValue.S(text(value));
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void conditionsMeanWhatANaiveReaderTakesThemFor(@ForAll("conditions") Meaning condition,
            @ForAll("items") Map<String, Object> item) {
        assertThat(holds(condition.text(), item)).as(condition.text()).isEqualTo(condition.holds().test(item));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void notGoesInside(@ForAll("conditions") Meaning one, @ForAll("conditions") Meaning other,
            @ForAll("items") Map<String, Object> item) {
        assertThat(holds(one.and(other).not().text(), item)).isEqualTo(holds(one.not().or(other.not()).text(), item));
        assertThat(holds(one.or(other).not().text(), item)).isEqualTo(holds(one.not().and(other.not()).text(), item));
        assertThat(holds(one.not().not().text(), item)).isEqualTo(holds(one.text(), item));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void andSharesOutOverOr(@ForAll("conditions") Meaning one, @ForAll("conditions") Meaning two,
            @ForAll("conditions") Meaning three, @ForAll("items") Map<String, Object> item) {
        assertThat(holds(one.and(two.or(three)).text(), item))
                .isEqualTo(holds(one.and(two).or(one.and(three)).text(), item));
    }
}
