package dev.headgate.event;

import dev.headgate.http.Response;
import java.util.Map;

/// What API Gateway makes of a Lambda authorizer's document.
public sealed interface AuthorizerAnswer {
    /// The request goes on to its integration.
    ///
    /// @param context what the integration's event shows under `requestContext.authorizer`
    record Passed(Map<String, String> context) implements AuthorizerAnswer {
        public Passed {
            context = Map.copyOf(context);
        }
    }

    /// API Gateway answers by itself.
    ///
    /// @param reason which of its own responses it gives
    /// @param context the authorizer's context, which REST's gateway responses can show
    /// @param response the answer with API Gateway's own body; REST gateway responses may replace it
    record Refused(GatewayResponseType reason, Map<String, String> context, Response response)
            implements
                AuthorizerAnswer {
        public Refused {
            context = Map.copyOf(context);
        }
    }
}
