package dev.headgate.local.cli;

import dev.headgate.cost.Bill;
import dev.headgate.cost.CostComparison;
import dev.headgate.cost.CostItem;
import dev.headgate.cost.TrafficProfile.Given;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// What a plan costs, for programs: members of the plan's object. Amounts are USD a month with two decimals.
final class CostJson {
    private CostJson() {}

    /// What a route costs, a member of the route's object.
    static void route(CostComparison costs, String name, JsonGenerator json) {
        amount("cost", costs.plan().of(name), json);
    }

    /// Everything else, the member `costs` of the plan's object.
    static void all(CostComparison costs, JsonGenerator json) {
        json.writeObjectPropertyStart("costs");
        json.writeStringProperty("currency", "USD");
        json.writeStringProperty("region", costs.prices().region());
        json.writeStringProperty("noted", costs.prices().noted());
        bill("plan", costs.plan(), json);
        bill("router", costs.router(), json);
        bill("kong_on_ec2", costs.kongOnEc2(), json);
        bill("kong_on_eks", costs.kongOnEks(), json);
        json.writeNumberProperty("kong_nodes", costs.cluster().nodes());
        json.writeArrayPropertyStart("notes");
        costs.notes().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("traffic");
        costs.traffic().given().forEach(given -> setting(given, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void bill(String name, Bill bill, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        amount("total", bill.total(), json);
        amount("fixed", bill.fixed(), json);
        json.writeObjectPropertyStart("items");
        for (CostItem item : CostItem.values()) {
            if (bill.of(item).signum() > 0) {
                amount(item.name().toLowerCase(Locale.ROOT), bill.of(item), json);
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void setting(Given given, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", given.name());
        json.writeStringProperty("value", given.value());
        json.writeBooleanProperty("is_default", given.isDefault());
        json.writeEndObject();
    }

    private static void amount(String name, BigDecimal amount, JsonGenerator json) {
        json.writeNumberProperty(name, new BigDecimal(Bill.cents(amount)));
    }
}
