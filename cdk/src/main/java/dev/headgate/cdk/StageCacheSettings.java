package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// The cache of a REST API's stage: answers to GET requests, for all clients alike.
///
/// @param gigabytes its size as CloudFormation writes it, such as `0.5`
/// @param secondsToLive how long an answer counts
/// @param query parameters that tell requests apart
/// @param headers fields that tell requests apart
public record StageCacheSettings(String gigabytes, int secondsToLive, List<String> query, List<String> headers) {
    static final RecordSchema TABLE = RecordSchema.of(
            defaulted("gigabytes", FieldType.oneOf("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"), "0.5",
                    "Its size; API Gateway charges for each hour."),
            defaulted("seconds", FieldType.whole(1, 3_600), 300L, "How long an answer counts."),
            optional("query", FieldType.setOf(FieldType.text()), "Query parameters that tell requests apart."),
            optional("headers", FieldType.setOf(FieldType.text()), "Header fields that tell requests apart."));

    static StageCacheSettings of(Values values) {
        return new StageCacheSettings(values.text("gigabytes"), values.integer("seconds"), values.texts("query"),
                values.texts("headers"));
    }
}
