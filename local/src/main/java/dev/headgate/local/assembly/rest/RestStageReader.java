package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.rest.MethodSettings.Throttle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads `AWS::ApiGateway::Stage`.
final class RestStageReader {
    private static final int CACHE_SECONDS = 300;

    private RestStageReader() {}

    static RestStage read(ResourceProperties properties) {
        properties.withoutEffect("RestApiId", "DeploymentId", "AccessLogSetting", "TracingEnabled", "Tags",
                "Description", "DocumentationVersion", "CacheClusterSize");
        boolean caches = properties.flag("CacheClusterEnabled");
        Map<String, MethodSettings> settings = new HashMap<>();
        for (ResourceProperties setting : properties.objects("MethodSettings")) {
            settings.put(methods(setting), setting(setting, caches));
            setting.refuseOthers();
        }
        String name = properties.text("StageName");
        properties.refuseOthers();
        return new RestStage(name, settings);
    }

    /// `/~1pets~1{id}` is the path `/pets/{id}`, `/*` any.
    private static String methods(ResourceProperties setting) {
        String method = setting.text("HttpMethod");
        String path = setting.text("ResourcePath");
        if (method.equals("*") != path.equals("/*")) {
            setting.refuse(Code.HG0704, "ResourcePath",
                    "\"" + path + "\" with HttpMethod \"" + method
                            + "\": the emulator knows settings of all methods, or of one method of one resource.",
                    "");
        }
        return method + " " + (path.equals("/*") ? path : path.replaceFirst("^/", "").replace("~1", "/"));
    }

    private static MethodSettings setting(ResourceProperties setting, boolean caches) {
        setting.withoutEffect("LoggingLevel", "MetricsEnabled", "DataTraceEnabled", "CacheDataEncrypted");
        Optional<Double> rate = setting.number("ThrottlingRateLimit");
        Optional<Integer> burst = setting.integer("ThrottlingBurstLimit");
        if (rate.isPresent() != burst.isPresent()) {
            setting.refuse(Code.HG0704, "ThrottlingRateLimit",
                    "the emulator knows a throttle of rate and burst only, as the account's own limits take the other's place.",
                    "Write both.");
        }
        int seconds = setting.integer("CacheTtlInSeconds").orElse(CACHE_SECONDS);
        boolean isKept = setting.flag("CachingEnabled") && caches && seconds > 0;
        String method = setting.text("HttpMethod");
        if (isKept && !method.equals("*") && !method.equals("GET")) {
            setting.refuse(Code.HG0704, "CachingEnabled", "the emulator keeps answers to GET only.", "");
        }
        return new MethodSettings(rate.flatMap(perSecond -> burst.map(most -> new Throttle(perSecond, most))),
                isKept ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty());
    }
}
