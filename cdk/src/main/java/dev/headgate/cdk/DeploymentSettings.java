package dev.headgate.cdk;

import java.util.List;
import java.util.Optional;

/// How a configuration is deployed: what stands under `context.headgate` in `cdk.json`, defaults filled in. No member is
/// null.
///
/// @param name what names of stacks, tables and functions begin with
/// @param config the Kong file, or several and folders of them; relative to the folder of `cdk.json`
/// @param api which kinds of API to make
/// @param regions where; the first is the one that the others' replicas are described in
/// @param domain the name under which clients reach the gateway; absent for API Gateway's own
/// @param functions how the Lambda functions are run
/// @param waf the web ACL before a REST API; absent for none
/// @param throttle what API Gateway admits in all, per Region
/// @param logRetentionDays how long logs are kept
/// @param alarmEmail who is told of alarms; empty for nobody
/// @param keepData whether tables outlive the deletion of their stack
public record DeploymentSettings(
        String name,
        List<String> config,
        Api api,
        List<String> regions,
        Optional<Domain> domain,
        Functions functions,
        Optional<Waf> waf,
        Throttle throttle,
        int logRetentionDays,
        String alarmEmail,
        boolean keepData) {

    public DeploymentSettings {
        config = List.copyOf(config);
        regions = List.copyOf(regions);
    }

    /// Which kinds of API Gateway's APIs are made.
    public enum Api {
        HTTP, REST, BOTH;

        public boolean hasHttp() {
            return this != REST;
        }

        public boolean hasRest() {
            return this != HTTP;
        }
    }

    /// A name in a public hosted zone of the account.
    ///
    /// @param name such as `api.example.com`
    /// @param hostedZoneId Route 53's id of the zone; nothing is looked up
    /// @param hostedZoneName the zone's own name, such as `example.com`
    public record Domain(String name, String hostedZoneId, String hostedZoneName) {}

    /// How the functions are run.
    ///
    /// @param memoryMegabytes 128..10240; processor time grows with it
    /// @param isArm whether on Graviton
    /// @param snapStart whether environments start from a snapshot
    /// @param reservedConcurrency of the router; absent for the account's
    /// @param authorizerReservedConcurrency of the authorizer; absent for the account's
    /// @param provisionedConcurrency environments of the router that are always there; 0 for none
    public record Functions(
            int memoryMegabytes,
            boolean isArm,
            boolean snapStart,
            Optional<Integer> reservedConcurrency,
            Optional<Integer> authorizerReservedConcurrency,
            int provisionedConcurrency) {}

    /// Rules before a REST API.
    ///
    /// @param isBlocking whether requests that the managed rules find are refused, or only counted
    /// @param requestsPerIp how many requests of one address are admitted in five minutes
    public record Waf(boolean isBlocking, int requestsPerIp) {}

    /// A token bucket over the whole stage.
    ///
    /// @param requestsPerSecond how fast it fills
    /// @param burst how much it holds
    public record Throttle(int requestsPerSecond, int burst) {}
}
