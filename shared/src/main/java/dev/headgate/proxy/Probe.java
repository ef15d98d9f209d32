package dev.headgate.proxy;

import dev.headgate.balancer.Address;
import dev.headgate.health.Report;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.model.BackendTls;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.proxy.Connector.Http2OnlyException;
import dev.headgate.proxy.Origin.Security;
import java.util.ArrayList;
import java.util.List;

/// Asks an address how it is, over a connection of its own (lua-resty-healthcheck, `run_single_check`). Safe for use by
/// many threads.
final class Probe {
    private final Connector connector;
    private final Active active;
    private final String hostHeader;
    private final BackendTls tls;

    /// @param hostHeader of the upstream; empty for the target's own
    /// @param tls of the upstream
    Probe(Connector connector, Active active, String hostHeader, BackendTls tls) {
        this.connector = connector;
        this.active = active;
        this.hostHeader = hostHeader;
        this.tls = tls;
    }

    Report of(Address address, Deadline deadline) {
        TimeLimits limits = new TimeLimits(active.timeout(), active.timeout(), active.timeout(), deadline);
        String host = hostHeader.isEmpty() ? IpLiteral.inUrl(address.host()) : hostHeader;
        try (Connection connection = connector.open(new Origin(address.ip(), address.port(), security(host)), limits)) {
            return active.type() == HealthChecks.Type.TCP
                    ? new Report.Connected()
                    : new Report.Answer(connection.status(request(host), limits));
        } catch (Http2OnlyException _) {
            return new Report.TcpFailure();
        } catch (BackendException e) {
            return switch (e.failure()) {
                case ERROR -> new Report.TcpFailure();
                case TIMEOUT -> new Report.Timeout();
                case INVALID, TOO_LARGE -> new Report.Answer(0);
            };
        }
    }

    private Security security(String host) {
        String serverName = active.httpsSni().isEmpty() ? HttpCalls.hostName(host) : active.httpsSni();
        return active.type() == HealthChecks.Type.HTTPS
                ? new Security.Tls(serverName, active.httpsVerifyCertificate(), tls)
                : new Security.Plain();
    }

    private Call request(String host) {
        List<Headers.Field> fields = new ArrayList<>();
        active.headers().forEach((name, values) -> values.forEach(value -> fields.add(new Headers.Field(name, value))));
        Headers headers = Headers.of(fields);
        return Call.of("GET", active.httpPath(), host, headers,
                headers.contains("User-Agent") ? headers : headers.with("User-Agent", Product.TOKEN), Body.EMPTY);
    }
}
