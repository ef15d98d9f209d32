package dev.headgate.plugin.mocking;

import com.google.re2j.Pattern;
import java.util.List;

/// A method of a path, and what it could be answered.
///
/// @param method in upper case
/// @param path matches the paths that the template stands for
/// @param templates how many parameters the path has; paths with fewer go first
/// @param responses by status, the lowest first
public record MockedOperation(String method, Pattern path, int templates, List<MockedResponse> responses) {
    public MockedOperation {
        responses = List.copyOf(responses);
    }

    boolean isFor(String requestMethod, String requestPath) {
        return method.equals(requestMethod) && path.matches(requestPath);
    }

    /// The expression of a path template.
    static Pattern pattern(String template) {
        StringBuilder regex = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            regex.append(Pattern.quote(template.substring(from, open))).append("[^/]+");
            from = close + 1;
        }
        return Pattern.compile(regex.append(Pattern.quote(template.substring(from))).toString());
    }
}
