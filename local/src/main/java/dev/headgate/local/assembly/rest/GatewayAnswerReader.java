package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads `AWS::ApiGateway::GatewayResponse`.
final class GatewayAnswerReader {
    private static final String HEADER = "gatewayresponse.header.";
    private static final String JSON = "application/json";

    private GatewayAnswerReader() {}

    /// Empty, and a finding, where there is no such occasion.
    static Optional<GatewayAnswer> read(ResourceProperties properties) {
        var _ = properties.text("RestApiId");
        String name = properties.text("ResponseType");
        Optional<GatewayResponseType> type = Arrays.stream(GatewayResponseType.values())
                .filter(known -> known.name().equals(name)).findFirst();
        if (type.isEmpty()) {
            properties.refuse(Code.HG0704, "ResponseType", "\"" + name + "\" is no type of gateway responses.", "");
        }
        OptionalInt status = properties.integer("StatusCode").map(OptionalInt::of).orElse(OptionalInt.empty());
        Map<String, ValueSource> headers = new LinkedHashMap<>();
        properties.textMap("ResponseParameters").forEach((target, expression) -> {
            if (target.startsWith(HEADER)) {
                Refusals.value(properties, "ResponseParameters." + target, () -> ValueSource.parse(expression))
                        .ifPresent(source -> headers.put(target.substring(HEADER.length()), source));
            } else {
                properties.refuse(Code.HG0704, "ResponseParameters." + target,
                        "the emulator knows " + HEADER + "NAME only.", "");
            }
        });
        Map<String, String> templates = properties.textMap("ResponseTemplates");
        templates.keySet().stream().filter(mediaType -> !mediaType.equals(JSON)).forEach(
                mediaType -> properties.refuse(Code.HG0704, "ResponseTemplates." + mediaType,
                        "the emulator knows templates for " + JSON + " only.", ""));
        Optional<AnswerText> body = Optional.ofNullable(templates.get(JSON)).flatMap(
                text -> Refusals.value(properties, "ResponseTemplates." + JSON, () -> AnswerText.parse(text)));
        properties.refuseOthers();
        return type.map(found -> new GatewayAnswer(found, status, headers, body.orElse(AnswerText.DEFAULT)));
    }
}
