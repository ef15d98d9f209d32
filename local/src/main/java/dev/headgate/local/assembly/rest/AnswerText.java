package dev.headgate.local.assembly.rest;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a gateway response. It is no VTL: variables are replaced, and that is all
/// ([gateway responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html)).
///
/// @param text with variables such as `$context.requestId` and `$method.request.header.Host`
record AnswerText(String text) {
    /// What API Gateway answers where nothing is customised.
    static final AnswerText DEFAULT = new AnswerText("{\"message\":$context.error.messageString}");

    private static final Pattern VARIABLE = Pattern.compile(
            "\\$(?:(context\\.[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*)|(method\\.request\\.[a-z]+\\.[A-Za-z0-9_-]+)|(stageVariables\\.))");

    /// @throws NotEmulatedException when it names a variable that there is not
    static AnswerText parse(String text) throws NotEmulatedException {
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (variable.group(3) != null) {
                throw new NotEmulatedException("the emulator knows no stage variables");
            }
            ValueSource.parse(variable.group().substring(1));
        }
        return new AnswerText(text);
    }

    String filled(RequestValues values) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, values)));
    }

    private static String value(MatchResult found, RequestValues values) {
        try {
            return values.value(ValueSource.parse(found.group().substring(1)));
        } catch (NotEmulatedException e) {
            throw new IllegalStateException("checked when it was read", e);
        }
    }
}
