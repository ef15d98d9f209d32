package dev.headgate.local.assembly.rest;

import dev.headgate.event.GatewayResponseType;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A gateway response as a template customises it, `AWS::ApiGateway::GatewayResponse`.
///
/// @param type the occasion
/// @param status absent to keep the occasion's own
/// @param headers what each field is made of
/// @param body for `application/json`
record GatewayAnswer(GatewayResponseType type, OptionalInt status, Map<String, ValueSource> headers,
        AnswerText body) {
    GatewayAnswer {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
}
