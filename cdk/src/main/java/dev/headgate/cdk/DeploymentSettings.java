package dev.headgate.cdk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a configuration is deployed: what stands under `context.headgate` in `cdk.json`, defaults filled in. No member is
/// null.
///
/// @param name what names of stacks, tables and functions begin with
/// @param config the Kong file, or several and folders of them; relative to the folder of `cdk.json`
/// @param variables environment variables of the functions, for what the configuration takes from its environment
/// @param plugins jars of custom plugins and folders of jars; relative likewise
/// @param api which kinds of API to make
/// @param regions where; the first is the one that the others' replicas are described in
/// @param domain the name under which clients reach the gateway; absent for API Gateway's own
/// @param cloudFront whether CloudFront stands before the HTTP API
/// @param originSecretVersion changed whenever what CloudFront shows is to be read anew
/// @param waf the web ACL before a REST API or CloudFront; absent for none
/// @param stageCache the cache of the REST API; absent for none
/// @param resourcePolicy whether the REST API itself refuses the addresses that a global ip-restriction refuses
/// @param cognito the user pools; absent for none
/// @param networks of private backends, at most one for each Region
/// @param functions how the Lambda functions are run
/// @param throttle what API Gateway admits in all, per Region
/// @param monitoring what is kept and who is told
/// @param keepData whether tables and user pools outlive the deletion of their stack
public record DeploymentSettings(
        String name,
        List<String> config,
        Map<String, String> variables,
        List<String> plugins,
        Api api,
        List<String> regions,
        Optional<DomainSettings> domain,
        boolean cloudFront,
        String originSecretVersion,
        Optional<WafSettings> waf,
        Optional<StageCacheSettings> stageCache,
        boolean resourcePolicy,
        Optional<CognitoSettings> cognito,
        List<NetworkSettings> networks,
        FunctionSettings functions,
        Throttle throttle,
        MonitoringSettings monitoring,
        boolean keepData) {

    public DeploymentSettings {
        config = List.copyOf(config);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        plugins = List.copyOf(plugins);
        regions = List.copyOf(regions);
        networks = List.copyOf(networks);
    }

    /// Where there is a user pool.
    List<String> poolRegions() {
        return cognito.map(pools -> pools.regions().isEmpty() ? List.of(regions.getFirst()) : pools.regions())
                .orElse(List.of());
    }

    /// Whether the gateway's functions cannot be made yet: in several Regions they have to be told the issuers of pools
    /// that are still to be made.
    boolean awaitsIssuers() {
        return regions.size() > 1 && cognito.filter(pools -> pools.issuers().isEmpty()).isPresent();
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

    /// A token bucket over the whole stage.
    ///
    /// @param requestsPerSecond how fast it fills
    /// @param burst how much it holds
    public record Throttle(int requestsPerSecond, int burst) {}
}
