package dev.headgate.local.assembly.rest;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Functions of `$util`
/// ([reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference)).
enum TemplateFunction {
    ESCAPE_JAVA_SCRIPT("escapeJavaScript") {
        @Override
        String of(String text) {
            StringBuilder escaped = new StringBuilder(text.length() + 8);
            text.chars().forEach(letter -> escape((char) letter, escaped));
            return escaped.toString();
        }
    },
    URL_ENCODE("urlEncode") {
        @Override
        String of(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    },
    URL_DECODE("urlDecode") {
        @Override
        String of(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    },
    BASE64_ENCODE("base64Encode") {
        @Override
        String of(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    },
    BASE64_DECODE("base64Decode") {
        @Override
        String of(String text) {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }
    };

    private final String written;

    TemplateFunction(String written) {
        this.written = written;
    }

    /// The function that templates call so.
    static Optional<TemplateFunction> named(String written) {
        return Arrays.stream(values()).filter(function -> function.written.equals(written)).findFirst();
    }

    /// @throws IllegalArgumentException when the text is not what the function takes
    abstract String of(String text);

    /// The rules of Apache Commons' escapeEcmaScript, in whose words AWS describes its function.
    private static void escape(char letter, StringBuilder to) {
        switch (letter) {
            case '"', '\'', '\\', '/' -> to.append('\\').append(letter);
            case '\b' -> to.append("\\b");
            case '\n' -> to.append("\\n");
            case '\t' -> to.append("\\t");
            case '\f' -> to.append("\\f");
            case '\r' -> to.append("\\r");
            default -> {
                if (letter < 0x20 || letter > 0x7f) {
                    to.append(String.format(Locale.ROOT, "\\u%04X", (int) letter));
                } else {
                    to.append(letter);
                }
            }
        }
    }
}
