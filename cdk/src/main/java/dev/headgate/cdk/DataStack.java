package dev.headgate.cdk;

import dev.headgate.cache.dynamodb.CacheTable;
import dev.headgate.health.dynamodb.HealthTable;
import dev.headgate.identity.keys.KeyTable;
import dev.headgate.ratelimit.dynamodb.CounterTable;
import dev.headgate.tables.Tables;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ReplicaTableProps;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/// The tables of one Region. Counters, cached answers and the health of upstreams stay in their Region, since increments
/// that meet in two of them would be lost; API keys and consumers are one global table, described in the first Region.
///
/// Tables have fixed names, so that no stack needs another one's exports and no Region another Region.
final class DataStack extends Stack {
    DataStack(Construct scope, String id, StackProps properties, DeploymentSettings settings, String region) {
        super(scope, id, properties);
        Tables tables = Tables.named(settings.name());
        regional("Counters", tables.counters(), CounterTable.PARTITION_KEY, CounterTable.TIME_TO_LIVE);
        regional("Cache", tables.cache(), CacheTable.PARTITION_KEY, CacheTable.TIME_TO_LIVE);
        regional("Health", tables.health(), HealthTable.PARTITION_KEY, HealthTable.TIME_TO_LIVE);
        if (settings.regions().getFirst().equals(region)) {
            keys(tables.keys(), settings);
        }
    }

    /// Nothing in it is missed when it is lost: windows begin anew, answers and health are found out again.
    private void regional(String id, String name, String partitionKey, String timeToLive) {
        TableV2.Builder.create(this, id).tableName(name).partitionKey(text(partitionKey))
                .timeToLiveAttribute(timeToLive).billing(Billing.onDemand())
                .encryption(TableEncryptionV2.dynamoOwnedKey()).removalPolicy(RemovalPolicy.DESTROY).build();
    }

    private void keys(String name, DeploymentSettings settings) {
        List<ReplicaTableProps> replicas = settings.regions().stream().skip(1)
                .map(other -> ReplicaTableProps.builder().region(other).build()).toList();
        TableV2.Builder.create(this, "Keys").tableName(name).partitionKey(text(KeyTable.PARTITION_KEY))
                .timeToLiveAttribute(KeyTable.TIME_TO_LIVE).billing(Billing.onDemand())
                .encryption(TableEncryptionV2.awsManagedKey())
                .pointInTimeRecoverySpecification(
                        PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
                .deletionProtection(settings.keepData())
                .removalPolicy(settings.keepData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY).replicas(replicas)
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
