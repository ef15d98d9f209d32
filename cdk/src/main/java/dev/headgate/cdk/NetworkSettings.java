package dev.headgate.cdk;

import static dev.headgate.schema.Field.required;

import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// The private network of one Region in which backends stand.
///
/// @param region of the network
/// @param subnetIds where the router gets addresses; at least one
/// @param securityGroupIds what its connections may reach; at least one
public record NetworkSettings(String region, List<String> subnetIds, List<String> securityGroupIds) {
    static final RecordSchema TABLE = RecordSchema.of(
            required("region", SettingsRules.region(), "The Region of the network."),
            required("subnet_ids", new FieldType.ListOf(FieldType.text(SettingsRules.matching("subnet-[0-9a-f]{8,17}",
                    "'%s' is no id of a subnet.", "Write it like subnet-0123456789abcdef0.")), 1, true),
                    "The subnets in which the functions that call backends get addresses, and a VPC link."),
            required("security_group_ids", new FieldType.ListOf(FieldType.text(SettingsRules.matching(
                    "sg-[0-9a-f]{8,17}", "'%s' is no id of a security group.",
                    "Write it like sg-0123456789abcdef0.")), 1, true),
                    "The security groups of those functions and that link."));

    static NetworkSettings of(Values values) {
        return new NetworkSettings(values.text("region"), values.texts("subnet_ids"),
                values.texts("security_group_ids"));
    }
}
