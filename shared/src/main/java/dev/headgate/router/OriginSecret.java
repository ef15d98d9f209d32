package dev.headgate.router;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Request;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.router.Trail.Decision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What CloudFront adds to every request that it hands on, so that whoever knows the API's own address cannot go around it,
/// and around the web ACL before it. Plugins, backends and logs never see the field. Immutable.
public final class OriginSecret {
    /// The header field that carries the secret.
    public static final String HEADER = "x-headgate-origin";
    /// Every request is let in, and its fields are left alone.
    public static final OriginSecret NONE = new OriginSecret(List.of());

    /// What a header field carries as it is (RFC 9110 §5.5), and nobody guesses.
    private static final Pattern SOUND = Pattern.compile("[!-~]{16,1024}");

    private final List<String> accepted;

    private OriginSecret(List<String> accepted) {
        this.accepted = List.copyOf(accepted);
    }

    /// Reads what the secret's store holds: the secret itself, or a JSON object with the secret as `current` and another one
    /// that is let in as well, as `previous`, so that it can be exchanged without a gap.
    ///
    /// @throws IllegalArgumentException when it holds none; the message says nothing of what it holds
    public static OriginSecret parse(String text) {
        Optional<Members> members = JsonValue.parseObject(Body.utf8(text));
        List<String> secrets = members.isEmpty()
                ? List.of(text)
                : List.of(members.get().text("current").orElse(""), members.get().text("previous").orElse(""));
        List<String> written = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
        if (secrets.getFirst().isEmpty() || !written.stream().allMatch(secret -> SOUND.matcher(secret).matches())) {
            throw new IllegalArgumentException(
                    "a secret has 16 to 1024 printable ASCII characters and no space, or it is a "
                            + "JSON object with such a secret as \"current\" and, where there is one, as \"previous\"");
        }
        return new OriginSecret(written);
    }

    /// Whether a request carries the secret, once.
    public boolean admits(Request request) {
        if (accepted.isEmpty()) {
            return true;
        }
        List<String> carried = request.headers().all(HEADER);
        boolean equal = false;
        for (String secret : accepted) {
            // All are compared, and each takes as long whether it is equal or not.
            equal |= carried.size() == 1 && MessageDigest.isEqual(octets(secret), octets(carried.getFirst()));
        }
        return equal;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The request without the secret.
    public Request hidden(Request request) {
        return accepted.isEmpty() ? request : request.withHeaders(request.headers().without(HEADER));
    }

    /// The answer to a request that is not admitted. No plugin runs for it.
    ///
    /// @param latencyMillis how long it took so far
    public Handled refusal(Request request, long latencyMillis) {
        return new Handled(
                FinalFields.own(Answers.error(request, 403), request.method(), request.requestId(), latencyMillis),
                new Trail(Decision.REFUSED, Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(),
                        List.of("the request did not come through CloudFront"), false, false, List.of(), List.of()));
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "OriginSecret[" + accepted.size() + "]";
    }
}
