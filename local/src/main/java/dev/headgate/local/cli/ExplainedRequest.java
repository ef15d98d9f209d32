package dev.headgate.local.cli;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Makes a request of what a user writes on the command line. The target is kept to the letter: what an exact path means is
/// often the question.
final class ExplainedRequest {
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#]*)([^#]*)(?:#.*)?");

    private ExplainedRequest() {}

    /// @param url `http://host/path?query`, or a path alone for the local gateway
    /// @param fields `Name: value` each
    /// @throws ParameterException when they are not of that form
    static Request of(String method, String url, List<String> fields, CommandSpec spec) {
        Matcher matcher = URL.matcher(url.startsWith("/") ? "http://localhost:8000" + url : url);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(),
                    url + ": expected a URL such as http://example.com/orders, or a path.");
        }
        String scheme = matcher.group(1);
        String authority = matcher.group(2);
        String target = matcher.group(3).startsWith("/") ? matcher.group(3) : "/" + matcher.group(3);
        List<Headers.Field> all = new ArrayList<>();
        for (String field : fields) {
            int colon = field.indexOf(':');
            if (colon < 1) {
                throw new ParameterException(spec.commandLine(), field + ": expected a header field: 'Name: value'.");
            }
            all.add(new Headers.Field(field.substring(0, colon).strip(), field.substring(colon + 1).strip()));
        }
        Headers headers = Headers.of(all);
        String host = headers.contains("Host") ? headers.first("Host") : authority;
        Request bare = new Request(method, scheme, host, scheme.equals("https") ? 443 : 80, RequestTarget.parse(target),
                headers.with("Host", host), Body.EMPTY, new Request.Client("127.0.0.1", ""), "");
        return new Request(bare.method(), scheme, host, bare.port(), bare.target(), bare.headers(), Body.EMPTY,
                new Request.Client("127.0.0.1", bare.isHttps() ? bare.hostName() : ""), "");
    }
}
