package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.model.Upstream.Target;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;

/// The field table of targets (kong/db/schema/entities/targets.lua).
final class TargetFields {
    /// The port of a target that names none (kong/runloop/balancer/targets.lua).
    private static final int PORT_DEFAULT = 8000;

    static final RecordSchema TABLE = CommonFields.table(
            required("target", FieldType.text(HostRules.TARGET), "A backend as host:port."),
            defaulted("weight", FieldType.whole(0, 65_535), 100L,
                    "Its share of requests, against the other targets; 0 for none."),
            CommonFields.reference("upstream", "The upstream that it serves."));

    private TargetFields() {}

    /// The target of values without mistakes.
    static Target target(String id, Values target) {
        if (!(Address.parse(target.text("target")) instanceof Address.Result.Valid(Address address))) {
            throw new IllegalStateException("a target was checked and is no address");
        }
        return new Target(id, address.host(), address.port().orElse(PORT_DEFAULT), target.integer("weight"),
                target.texts("tags"), target.location());
    }
}
