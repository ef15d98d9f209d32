package dev.headgate.local.assembly.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who answers the requests of a method.
sealed interface RestIntegration {
    /// What tells requests apart for the stage's cache.
    List<RequestParameter> cacheKey();

    /// A function that gets the whole request, AWS_PROXY.
    ///
    /// @param functionArn as the template names it
    record Lambda(String functionArn, Duration timeout, List<RequestParameter> cacheKey) implements RestIntegration {
        public Lambda {
            cacheKey = List.copyOf(cacheKey);
        }
    }

    /// A backend that gets the whole request, HTTP_PROXY, over the internet or a VPC link alike.
    ///
    /// @param method what it is called with; ANY for the client's own
    /// @param uri with variables in its path
    /// @param mapping what is added to the request, by its place in the call
    record HttpProxy(String method, UriTemplate uri, Map<RequestParameter, ValueSource> mapping, Duration timeout,
            List<RequestParameter> cacheKey) implements RestIntegration {
        public HttpProxy {
            mapping = Map.copyOf(mapping);
            cacheKey = List.copyOf(cacheKey);
        }
    }

    /// Nobody: API Gateway makes the answer itself, MOCK.
    ///
    /// @param templates of the request, which choose the status, by media type
    /// @param passthrough what happens to a request whose media type has no template
    /// @param convertsToText whether a body of a binary media type becomes text, without which no template can be filled
    /// @param answers in the template's order
    record Mock(Map<String, MappingTemplate> templates, Passthrough passthrough, boolean convertsToText,
            List<MockAnswer> answers) implements RestIntegration {
        public Mock {
            templates = Map.copyOf(templates);
            answers = List.copyOf(answers);
        }

        @Override
        public List<RequestParameter> cacheKey() {
            return List.of();
        }
    }

    /// What happens to a body for which there is no template
    /// ([passthrough behaviors](https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html)).
    enum Passthrough {
        /// It is handed on as it is.
        WHEN_NO_MATCH,
        /// The same, but only if there are no templates at all; else 415.
        WHEN_NO_TEMPLATES,
        /// 415.
        NEVER
    }

    /// An answer of a MOCK integration.
    ///
    /// @param status what the client gets
    /// @param selection which statuses of the request's template it is for; absent for all that no other is for
    /// @param headers what each field is made of
    /// @param templates of the body, by media type
    /// @param convertsToText whether the body stays text for clients that accept a binary media type first
    record MockAnswer(int status, Optional<Pattern> selection, Map<String, ValueSource> headers,
            Map<String, MappingTemplate> templates, boolean convertsToText) {
        public MockAnswer {
            headers = Map.copyOf(headers);
            templates = Map.copyOf(templates);
        }
    }
}
