package dev.headgate.local.assembly.rest;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Which header fields REST APIs keep, rename or refuse, as LocalStack's tests against AWS recorded them in December 2024
/// with a Regional API (`TestApiGatewayHeaderRemapping`).
final class FieldNames {
    /// What of a client's fields reaches no integration and no mapping.
    static final Set<String> NOT_RECEIVED = caseless("Connection", "Content-Length", "Content-MD5", "Expect",
            "Keep-Alive", "Max-Forwards", "Proxy-Authenticate", "Proxy-Connection", "Server", "TE", "Trailer",
            "Transfer-Encoding", "Upgrade", "WWW-Authenticate");
    /// What else HTTP_PROXY does not hand on by itself, though a mapping may write it.
    static final Set<String> NOT_FORWARDED = caseless("Content-Encoding", "Host", "Via");
    /// What a mapping may write, and is then left out all the same.
    static final Set<String> LEFT_OUT = caseless("Connection", "Expect", "Proxy-Authenticate", "TE", "Via");
    /// What a mapping must not write: such a method answers 500.
    static final Set<String> NOT_MAPPED = caseless("Content-Length", "Transfer-Encoding", "X-Amzn-Apigateway-Api-Id",
            "X-Amzn-Trace-Id");
    /// What a backend's answer has under the name `x-amzn-Remapped-…`. WWW-Authenticate is from AWS's list of fields that
    /// may be renamed (known issues) and dherault/serverless-offline#236.
    static final Set<String> REMAPPED = caseless("Connection", "Content-Length", "Date", "Server", "WWW-Authenticate",
            "x-amzn-RequestId");
    /// What the answer of a MOCK integration has under such a name.
    static final Set<String> REMAPPED_OF_MOCK = caseless("Authorization", "Connection", "Content-Length", "Content-MD5",
            "Date", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate", "Server", "Trailer", "Upgrade",
            "User-Agent", "WWW-Authenticate");
    /// What of a backend's answer does not reach the client.
    static final Set<String> NOT_ANSWERED = caseless("Keep-Alive", "Transfer-Encoding", "Via");

    /// Before the name of a field that was renamed.
    static final String REMAPPED_PREFIX = "x-amzn-Remapped-";

    private FieldNames() {}

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return Collections.unmodifiableSet(set);
    }
}
