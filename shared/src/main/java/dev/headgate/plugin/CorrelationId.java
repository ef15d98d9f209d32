package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.http.Response;
import dev.headgate.plugin.telemetry.LoggedValues;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.Locale;

/// Gives every request an id that the client, the gateway and the backend can all write to their logs. An id that the
/// client brings is kept. Source: kong/plugins/correlation-id.
///
/// @param headerName the header field that carries the id, to the backend and back
/// @param generator how an id is made for a request that brings none
/// @param echoDownstream whether the client gets the id too, on every answer, the gateway's own included
public record CorrelationId(String headerName, Generator generator, boolean echoDownstream) implements Plugin {
    /// Kong's correlation-id plugin.
    public static final PluginType<CorrelationId> TYPE = new PluginType<>("correlation-id", 100_001, RecordSchema.of(
            defaulted("header_name", FieldType.text(Rules.HEADER_NAME), "Kong-Request-ID",
                    "The header field that carries the id."),
            defaulted("generator", FieldType.oneOf("uuid", "uuid#counter", "tracker"), "uuid#counter",
                    "How an id is made for a request that brings none."),
            defaulted("echo_downstream", FieldType.flag(), false,
                    "Whether the client gets the id too, on every answer.")),
            true, CorrelationId::of);

    /// How an id is made.
    public enum Generator {
        /// A random UUID for every request.
        UUID {
            @Override
            String next(Exchange exchange, Resources resources) {
                return Uuids.random(resources.random());
            }
        },
        /// The UUID of the gateway's process, `#`, and the number of the request within it.
        UUID_COUNTER {
            @Override
            String next(Exchange exchange, Resources resources) {
                return resources.process().id() + "#" + resources.process().nextNumber();
            }
        },
        /// Where and when the request was served: address, port, process, connection, request within the connection,
        /// seconds since 1970. API Gateway hides connections, so that each request counts as one of its own.
        TRACKER {
            @Override
            String next(Exchange exchange, Resources resources) {
                GatewayProcess.Host host = resources.process().host();
                return String.format(Locale.ROOT, "%s-%d-%d-%d-1-%.3f", host.address(), exchange.request().port(),
                        host.pid(), resources.process().nextNumber(), resources.clock().millis() / 1000.0);
            }
        };

        abstract String next(Exchange exchange, Resources resources);

        private static Generator of(String kongName) {
            return Arrays.stream(values()).filter(value -> value.name().equalsIgnoreCase(kongName.replace('#', '_')))
                    .findFirst().orElseThrow();
        }
    }

    /// The id that this request has, for the response phase.
    private record Assigned(String id) {}

    private static CorrelationId of(Values config) {
        return new CorrelationId(config.text("header_name"), Generator.of(config.text("generator")),
                config.flag("echo_downstream"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        String brought = exchange.upstream().headers().first(headerName).strip();
        if (!brought.isEmpty()) {
            return assigned(exchange, brought).proceed();
        }
        String made = generator.next(exchange, context.resources());
        return assigned(exchange.withUpstream(exchange.upstream().withHeader(headerName, made)), made).proceed();
    }

    private static Exchange assigned(Exchange exchange, String id) {
        return LoggedValues.with(exchange.withNote(new Assigned(id)), "correlation_id", id);
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        if (!echoDownstream) {
            return response;
        }
        // An earlier plugin that answers keeps this one's access phase from running.
        String id = exchange.note(Assigned.class).map(Assigned::id)
                .orElseGet(() -> exchange.request().headers().first(headerName).strip());
        return response.withHeader(headerName,
                id.isEmpty() ? generator.next(exchange, context.resources()) : id);
    }
}
