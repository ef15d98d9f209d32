package dev.headgate.aws;

import dev.headgate.http.Body;
import dev.headgate.http.Query;
import dev.headgate.http.Response;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// The credentials of roles, asked for when they are needed and kept until shortly before they run out. Source: AWS STS API
/// reference, AssumeRole. Safe for use by many threads; two that come at the same time may both ask.
final class AssumedRoles {
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(2);
    private static final int OK = 200;

    private final AwsSigner signer;
    private final WebClient web;
    private final InstantSource clock;
    private final Map<AwsAccess.AssumedRole, Session> sessions = new ConcurrentHashMap<>();

    private record Session(AwsSessionCredentials credentials, Instant end) {}

    AssumedRoles(AwsSigner signer, WebClient web, InstantSource clock) {
        this.signer = signer;
        this.web = web;
        this.clock = clock;
    }

    /// @param timeout how long STS is waited for
    AwsSessionCredentials credentials(AwsAccess.AssumedRole role, String region, Duration timeout) throws IOException {
        Session kept = sessions.get(role);
        if (kept != null && clock.instant().isBefore(kept.end().minus(RENEWED_BEFORE_END))) {
            return kept.credentials();
        }
        Session fresh = assume(role, region, timeout);
        sessions.put(role, fresh);
        return fresh.credentials();
    }

    private Session assume(AwsAccess.AssumedRole role, String region, Duration timeout) throws IOException {
        URI endpoint = role.endpoint().isPresent() ? role.endpoint().get() : signer.endpoint("sts", region);
        Query form = new Query(List.of(new Query.Parameter("Action", "AssumeRole"),
                new Query.Parameter("Version", "2011-06-15"), new Query.Parameter("RoleArn", role.roleArn()),
                new Query.Parameter("RoleSessionName", role.sessionName())));
        WebCall call = WebCall.post(endpoint, "application/x-www-form-urlencoded", Body.utf8(form.encoded()), timeout);
        Response response = web.send(signer.sign(call, new AwsScope("sts", region, role.by())));
        String document = response.body().utf8();
        if (response.status() != OK) {
            throw new IOException("STS does not let " + role.roleArn() + " be assumed: " + response.status() + " "
                    + element(document, "Code", ""));
        }
        try {
            return new Session(AwsSessionCredentials.create(required(document, "AccessKeyId"),
                    required(document, "SecretAccessKey"), required(document, "SessionToken")),
                    Instant.parse(required(document, "Expiration")));
        } catch (DateTimeException e) {
            throw new IOException("STS gave an end of the session that is no point in time", e);
        }
    }

    private static String required(String document, String name) throws IOException {
        String text = element(document, name, "");
        if (text.isEmpty()) {
            throw new IOException("STS gave no " + name);
        }
        return text;
    }

    /// The text of an element. STS' answers are flat where it counts, and the values hold no markup.
    private static String element(String document, String name, String otherwise) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]*+)</" + name + ">").matcher(document);
        return matcher.find() ? matcher.group(1).strip() : otherwise;
    }
}
