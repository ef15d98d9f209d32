package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.Optional;

/// Reads `CorsConfiguration` of an API.
final class CorsReader {
    private CorsReader() {}

    static Optional<Cors> read(ResourceProperties api) {
        return api.object("CorsConfiguration").map(configuration -> {
            Cors cors = new Cors(configuration.texts("AllowOrigins"), configuration.texts("AllowMethods"),
                    configuration.texts("AllowHeaders"), configuration.texts("ExposeHeaders"),
                    configuration.integer("MaxAge"), configuration.flag("AllowCredentials"));
            if (cors.allowCredentials() && cors.allowOrigins().contains(Cors.ANY)) {
                configuration.refuse(Code.HG0704, "AllowCredentials", "it cannot be true where every origin (*) is"
                        + " allowed.", "");
            }
            configuration.refuseOthers();
            return cors;
        });
    }
}
