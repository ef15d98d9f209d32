package dev.headgate.aws;

import dev.headgate.http.Headers;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Signs with the SDK's signer and chain of credentials, which are loaded when the first call is signed: most environments
/// never sign one.
public final class SdkAwsSigner implements AwsSigner {
    /// What the client of the call writes itself.
    private static final Set<String> FRAMING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FRAMING.addAll(Set.of("Host", "Content-Length"));
    }

    private final Map<String, String> variables;
    private final InstantSource clock;
    private final AssumedRoles roles;
    private final AtomicReference<DefaultCredentialsProvider> environment = new AtomicReference<>();

    /// @param variables the environment's, for Region and endpoints; credentials are looked for where the SDK does
    /// @param web asks for the credentials of roles; stays the caller's to close
    public SdkAwsSigner(Map<String, String> variables, WebClient web, InstantSource clock) {
        this.variables = Map.copyOf(variables);
        this.clock = clock;
        this.roles = new AssumedRoles(this, web, clock);
    }

    @Override
    public Optional<String> region() {
        return variable("AWS_REGION").or(() -> variable("AWS_DEFAULT_REGION"));
    }

    @Override
    public URI endpoint(String service, String region) throws IOException {
        Optional<String> written = "true".equalsIgnoreCase(variables.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))
                ? Optional.empty()
                : variable("AWS_ENDPOINT_URL_" + identifier(service))
                        .or(() -> variable("AWS_ENDPOINT_URL"));
        try {
            return new URI(written.orElseGet(() -> "https://" + service + "." + region + "."
                    + PartitionMetadata.of(Region.of(region)).dnsSuffix()));
        } catch (URISyntaxException e) {
            throw new IOException("there is no endpoint of " + service + ": " + e.getMessage(), e);
        }
    }

    /// The service as AWS's variables name it: its id, which is not always the name of its endpoint.
    /// Source: docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
    private static String identifier(String service) {
        return service.equals("secretsmanager")
                ? "SECRETS_MANAGER"
                : service.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private Optional<String> variable(String name) {
        return Stream.ofNullable(variables.get(name)).filter(value -> !value.isBlank()).findFirst();
    }

    @Override
    public WebCall sign(WebCall call, AwsScope scope) throws IOException {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(call.method()))
                .uri(call.address());
        call.headers().fields().forEach(field -> request.appendHeader(field.name(), field.value()));
        AwsCredentialsIdentity credentials = credentials(call, scope);
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials)
                .request(request.build()).payload(ContentStreamProvider.fromByteArrayUnsafe(call.body().bytes()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)));
        List<Headers.Field> fields = new ArrayList<>();
        signed.request().forEachHeader((name, values) -> values.stream().filter(_ -> !FRAMING.contains(name))
                .forEach(value -> fields.add(new Headers.Field(name, value))));
        return call.withHeaders(Headers.of(fields));
    }

    private AwsCredentialsIdentity credentials(WebCall call, AwsScope scope) throws IOException {
        return switch (scope.access()) {
            case AwsAccess.Environment _ -> environmentCredentials();
            case AwsAccess.Keys(String keyId, String secretKey) -> AwsBasicCredentials.create(keyId, secretKey);
            case AwsAccess.AssumedRole role -> roles.credentials(role, scope.region(), call.timeout());
        };
    }

    private AwsCredentialsIdentity environmentCredentials() throws IOException {
        try {
            return environment.updateAndGet(made -> made == null ? DefaultCredentialsProvider.builder().build() : made)
                    .resolveCredentials();
        } catch (SdkClientException e) {
            throw new IOException("there are no credentials of AWS: neither the environment nor a profile has any", e);
        }
    }
}
